using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>A trainable variable that lives in the flat buffers of a <see cref="ParameterSet"/>.</summary>
public sealed class Parameter : Variable
{
    internal Parameter(string name, int start, Tensor value, Tensor gradient) : base(value, gradient) => (Name, Start) = (name, start);

    /// <summary>Path-like and unique in the set, such as <c>actor/1/weight</c>; the key in checkpoints.</summary>
    public string Name { get; }

    /// <summary>Where the parameter begins in the set's flat buffers.</summary>
    public int Start { get; }

    /// <summary>The same values as a constant: an op on it does no work for weight gradients (the actor's step through the critic).</summary>
    public Variable Frozen => new(Value, null);

    internal void Rebind(float[] values, float[] gradients)
    {
        Value = new Tensor(Shape, values, Start);
        GradientOrNull = new Tensor(Value.Shape, gradients, Start);
    }
}
