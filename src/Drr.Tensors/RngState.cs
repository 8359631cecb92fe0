namespace Drr.Tensors;

/// <summary>The four state words of <see cref="Rng"/>.</summary>
public readonly record struct RngState(ulong S0, ulong S1, ulong S2, ulong S3);
