namespace Drr.Autodiff.Ops;

/// <summary>What follows a dense layer.</summary>
public enum Activation
{
    /// <summary>Nothing: the layer's output as it is.</summary>
    None,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh(x), in (-1, 1).</summary>
    Tanh,
}
