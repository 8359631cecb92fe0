using Drr.Tensors.Measuring;

namespace Drr.Bench.Results;

/// <summary>One form of one piece of work.</summary>
/// <param name="Family">The benchmark class, without the ending that all share.</param> <param name="Work">Which
/// work and how much.</param>
/// <param name="Form">The method that does it: <c>Plain</c>, <c>Primitives</c>, <c>Ours</c> or a name of its own.</param>
/// <param name="Seconds">Of a call.</param>
/// <param name="Amount">Operations or bytes of a call; <c>null</c> where neither limits it.</param>
/// <param name="IsArithmetic">Whether they are operations.</param> <param name="AllocatedBytes">Of a call, once warm.</param>
public sealed record FamilyRow(
    string Family, string Work, string Form, Spread Seconds, double? Amount, bool IsArithmetic, long? AllocatedBytes);
