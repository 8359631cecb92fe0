namespace Drr.Bench.Kernels;

/// <summary>A benchmark's parameter that knows how much work one call is.</summary>
public interface IWork
{
    /// <summary>Floating-point operations or bytes of one call.</summary>
    double Amount { get; }

    /// <summary>Whether arithmetic limits the work, counted in operations, or memory, counted in bytes.</summary>
    bool IsArithmetic { get; }
}
