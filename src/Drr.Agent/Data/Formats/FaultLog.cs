namespace Drr.Agent.Data.Formats;

/// <summary>Where a reader puts what it finds wrong: a strict log stops at the first, a listing one counts all.</summary>
/// <param name="listed">Faults kept in the list; <c>null</c> for a strict log.</param>
internal sealed class FaultLog(int? listed = null)
{
    private readonly List<DataFault> _faults = [];
    private readonly Dictionary<string, long> _byFile = [];

    public long Count { get; private set; }

    public IReadOnlyList<DataFault> Faults => _faults;

    public IReadOnlyDictionary<string, long> ByFile => _byFile;

    /// <exception cref="InvalidDataException">The log is strict.</exception>
    public void Add(DataFault fault)
    {
        if (listed is null)
        {
            throw new InvalidDataException(fault.ToString());
        }

        Count++;
        _byFile[fault.File] = _byFile.GetValueOrDefault(fault.File) + 1;
        if (_faults.Count < listed)
        {
            _faults.Add(fault);
        }
    }
}
