namespace Drr.Cli;

/// <summary>The command line or a setting is wrong; every fault that was found is a line of the message.</summary>
internal sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Calls what takes its arguments from the user as they are: a fault in them is the user's.</summary>
    internal static T For<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(FaultText.Of(fault));
        }
    }
}
