namespace Drr.Agent.Data;

/// <summary>What a look at a data set's files found.</summary>
/// <param name="Path">The folder or zip file.</param>
/// <param name="Form">The form that its files have, or <c>null</c> where there is none.</param>
/// <param name="Users">Users read without a fault.</param>
/// <param name="Items">Items read without a fault.</param>
/// <param name="Ratings">Ratings read without a fault.</param>
/// <param name="FaultCount">All faults, listed or not.</param>
/// <param name="FaultsByFile">All faults, listed or not, file by file.</param>
/// <param name="Faults">The first <see cref="ReadLimits.ListedFaults"/> faults of each kind, kind by kind in the order found; a
/// line after those of a kind says how many more there are.</param>
/// <param name="Warnings">What is odd, but no fault.</param>
public sealed record DatasetCheck(
    string Path,
    DatasetForm? Form,
    int Users,
    int Items,
    int Ratings,
    long FaultCount,
    IReadOnlyDictionary<string, long> FaultsByFile,
    IReadOnlyList<DataFault> Faults,
    IReadOnlyList<DataFault> Warnings)
{
    /// <summary>Whether <see cref="DatasetReader.Read(string, ReadLimits?, Action{DataFault}?)"/> would take the data set.</summary>
    public bool IsValid => FaultCount == 0;
}
