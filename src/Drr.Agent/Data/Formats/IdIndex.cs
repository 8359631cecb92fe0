namespace Drr.Agent.Data.Formats;

/// <summary>Maps raw ids to dense ones. A closed index holds the ids of a file; an open one, for a data set without that file,
/// adds each new id.</summary>
internal sealed class IdIndex
{
    /// <summary>Not an id of the file.</summary>
    public const int Unknown = -1;

    /// <summary>An id of the file, in a row that is at fault.</summary>
    public const int Faulty = -2;

    private readonly Dictionary<int, int> _dense = [];
    private readonly bool _isOpen;

    /// <summary>An open index.</summary>
    public IdIndex() => _isOpen = true;

    /// <summary>A closed index.</summary>
    /// <param name="ids">By dense id.</param>
    /// <param name="faulty">Ids whose rows are at fault.</param>
    public IdIndex(IEnumerable<int> ids, IEnumerable<int> faulty)
    {
        foreach (var id in ids)
        {
            _dense.Add(id, _dense.Count);
        }

        foreach (var id in faulty)
        {
            _dense.TryAdd(id, Faulty);
        }
    }

    /// <summary>The dense id, <see cref="Unknown"/> or <see cref="Faulty"/>.</summary>
    public int Find(int raw)
    {
        if (_dense.TryGetValue(raw, out var dense))
        {
            return dense;
        }

        if (!_isOpen)
        {
            return Unknown;
        }

        _dense.Add(raw, _dense.Count);
        return _dense.Count - 1;
    }

    /// <summary>The ids of an open index in ascending order, and where each dense id stands among them.</summary>
    public (int[] Ids, int[] Rank) Sorted()
    {
        var ids = _dense.Keys.Order().ToArray();
        var rank = new int[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            rank[_dense[ids[i]]] = i;
        }

        return (ids, rank);
    }
}
