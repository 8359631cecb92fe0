using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>A trainable variable that lives in the flat buffers of a <see cref="ParameterSet"/>.</summary>
public sealed class Parameter : Variable
{
    private readonly ParameterSet _set;
    private Variable? _frozen;

    internal Parameter(ParameterSet set, string name, int start, Tensor value, Tensor gradient) : base(value, gradient) =>
        (_set, Name, Start) = (set, name, start);

    /// <summary>Path-like and unique in the set, such as <c>actor/1/weight</c>; the key in checkpoints.</summary>
    public string Name { get; }

    /// <summary>Where the parameter begins in the set's flat buffers.</summary>
    public int Start { get; }

    /// <summary>The same values as a constant: an op on it does no work for weight gradients (the actor's step through the
    /// critic). Reading this fixes the set's layout.</summary>
    public Variable Frozen
    {
        get
        {
            _set.Seal();
            return _frozen ??= new Variable(Value, null);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Fixes the set's layout, because the view would not follow the set to larger buffers.</remarks>
    public override Variable Reshape(Shape shape)
    {
        _set.Seal();
        return base.Reshape(shape);
    }

    internal void Rebind(float[] values, float[] gradients)
    {
        Value = new Tensor(Shape, values, Start);
        GradientOrNull = new Tensor(Shape, gradients, Start);
    }
}
