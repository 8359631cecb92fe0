using System.Globalization;
using Drr.Tensors;

namespace Drr.Agent.Environments;

/// <summary>Draws users in shuffled epochs: each once before any comes again.</summary>
/// <remarks>The order of an epoch depends only on the generator and the epoch's number, so a checkpoint keeps no more than
/// <see cref="Drawn"/>.</remarks>
internal sealed class UserSampler
{
    private readonly int[] _users, _order;
    private readonly Rng _rng;
    private long _epoch = -1; // whose order _order holds

    /// <summary>A sampler at its first user.</summary>
    /// <param name="users">Dense user ids, one or more, none twice; copied.</param>
    /// <param name="rng">The orders come from forks of it; it is not advanced.</param>
    public UserSampler(IEnumerable<int> users, Rng rng)
    {
        ArgumentNullException.ThrowIfNull(rng);
        _users = [.. users];
        if (_users.Length == 0 || _users.Distinct().Count() < _users.Length)
        {
            throw new ArgumentException($"Needs one or more users, none twice; got {_users.Length}.", nameof(users));
        }

        (_order, _rng) = (new int[_users.Length], new Rng(rng.State));
    }

    /// <summary>Users drawn so far, 0 or more; set it to go on from there.</summary>
    public long Drawn { get; set; }

    /// <summary>The next user. Allocates nothing within an epoch.</summary>
    public int Next()
    {
        var (epoch, place) = Math.DivRem(Drawn, _users.Length);
        if (epoch != _epoch)
        {
            _users.CopyTo(_order, 0);
            _rng.Fork(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}")).Shuffle<int>(_order);
            _epoch = epoch;
        }

        Drawn++;
        return _order[(int)place];
    }
}
