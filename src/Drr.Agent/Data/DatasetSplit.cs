using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Drr.Tensors;
using static System.FormattableString;

namespace Drr.Agent.Data;

/// <summary>A data set whose every rating has a role. The same options and seed give the same split.</summary>
public sealed class DatasetSplit
{
    /// <summary>Parts into which a hash of their ids divides the users; see <see cref="SplitOptions.Fold"/>.</summary>
    public const int Folds = 10;

    private const string FoldSalt = "DrrNative folds of users, 2026: "; // never to change: folds are opened once

    private readonly RowRole[] _roles; // by row of Dataset.Ratings
    private readonly int[] _rowsOf = new int[Enum.GetValues<RowRole>().Length]; // by role
    private readonly RowSet?[] _rowSets = new RowSet?[Enum.GetValues<RowRole>().Length]; // by role, hashed when asked for
    private RowSet? _userRows;

    private DatasetSplit(RatingDataset dataset, SplitOptions options, int stateLength, ulong seed, RowRole[] roles)
    {
        (Dataset, Options, StateLength, Seed, _roles) = (dataset, options, stateLength, seed, roles);
        foreach (var role in roles)
        {
            _rowsOf[(int)role]++;
        }
    }

    /// <summary>The data set that was split.</summary>
    public RatingDataset Dataset { get; }

    /// <summary>The options that split it.</summary>
    public SplitOptions Options { get; }

    /// <summary>First rows of a user that make a starting state; 0 under the re-rank protocol, where the latest liked ones
    /// do.</summary>
    public int StateLength { get; }

    /// <summary>Seed of the random choices.</summary>
    public ulong Seed { get; }

    /// <summary>[ratings]: the role of each row of the data set's <see cref="RatingDataset.Ratings"/>.</summary>
    public ReadOnlySpan<RowRole> Roles => _roles;

    /// <summary>Whether sessions and users' vectors start from a user's first ratings; else from latest liked ones, and vectors
    /// from all training rows.</summary>
    public bool StartsFromFirst => Options.Protocol != SplitProtocol.Rerank;

    /// <summary>Users with training rows, ascending.</summary>
    public required IReadOnlyList<int> TrainUsers { get; init; }

    /// <summary>Users to choose settings by, ascending.</summary>
    public required IReadOnlyList<int> ValidationUsers { get; init; }

    /// <summary>Users of the final table, ascending.</summary>
    public required IReadOnlyList<int> TestUsers { get; init; }

    /// <summary>Users that the protocol would evaluate but that have nothing to be evaluated by, ascending: test or validation
    /// users with no rating beyond their starting state (catalogue), users with no test row (re-rank, next). Reports must
    /// state their number.</summary>
    public required IReadOnlyList<int> UnevaluableUsers { get; init; }

    /// <summary>Splits as <see cref="SplitOptions.Protocol"/> says.</summary>
    /// <param name="dataset">What to split.</param>
    /// <param name="options">Shares and protocol.</param>
    /// <param name="stateLength">Rows that make a held-out user's starting state, 1 or more; not for re-ranking.</param>
    /// <param name="seed">Of the random choices.</param>
    /// <exception cref="ArgumentException">A share is out of range.</exception>
    /// <exception cref="InvalidDataException">The data are too few: a share leaves no one to train on or to test.</exception>
    public static DatasetSplit Create(RatingDataset dataset, SplitOptions options, int stateLength, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Protocol switch
        {
            SplitProtocol.Catalogue => ByUser(dataset, options, stateLength, seed),
            SplitProtocol.Next => ByTime(dataset, options, stateLength, seed),
            _ => ByRating(dataset, options, seed),
        };
    }

    /// <summary>The catalogue protocol: the last users by id, or those of a fold, are test users, some random ones of the rest
    /// validation users. A held-out user's first ratings in time are the starting state, all others are what the ranking must
    /// find.</summary>
    /// <inheritdoc cref="Create"/>
    public static DatasetSplit ByUser(RatingDataset dataset, SplitOptions options, int stateLength, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateLength);
        ArgumentNullException.ThrowIfNull(options);
        var users = Enumerable.Range(0, dataset.Users.Count);
        int[] test = options.Fold == 0
            ? [.. users.Skip(users.Count() - Tested(users.Count(), options))]
            : [.. users.Where(user => FoldOf(dataset.Users[user]) == options.Fold)];
        int[] shuffled = [.. users.Except(test)];
        var validated = Validated(shuffled.Length, test.Length, options, dataset.Name, "users");
        new Rng(seed).Fork("split by user").Shuffle<int>(shuffled);
        int[] validation = [.. shuffled[..validated].Order()];

        var roles = new RowRole[dataset.Ratings.Length]; // Train, where nothing else is said
        HoldOut(validation, RowRole.Validation);
        HoldOut(test, RowRole.Test);
        return new(dataset, options, stateLength, seed, roles)
        {
            TrainUsers = [.. shuffled[validated..].Order()],
            ValidationUsers = validation,
            TestUsers = test,
            UnevaluableUsers = [.. validation.Concat(test).Where(user => dataset.HistoryOf(user).Length <= stateLength)],
        };

        void HoldOut(int[] heldOut, RowRole role)
        {
            foreach (var user in heldOut)
            {
                var rows = roles.AsSpan(dataset.HistoryStart(user), dataset.HistoryOf(user).Length);
                rows.Fill(role);
                rows[..Math.Min(stateLength, rows.Length)].Fill(RowRole.State);
            }
        }
    }

    /// <summary>The re-rank protocol: ratings at random are test rows, some of the rest validation rows, and some of what is left
    /// after that the simulator's.</summary>
    /// <inheritdoc cref="Create"/>
    public static DatasetSplit ByRating(RatingDataset dataset, SplitOptions options, ulong seed)
    {
        var (known, validated) = Sizes(dataset, options);
        var rows = Enumerable.Range(0, dataset.Ratings.Length).ToArray();
        new Rng(seed).Fork("split by rating").Shuffle<int>(rows);
        var roles = new RowRole[rows.Length];
        foreach (var row in rows.AsSpan(known))
        {
            roles[row] = RowRole.Test;
        }

        foreach (var row in rows.AsSpan(0, validated))
        {
            roles[row] = RowRole.Validation;
        }

        foreach (var row in rows.AsSpan(validated, (int)Math.Round((known - validated) * options.SimulatorShare)))
        {
            roles[row] = RowRole.Simulator;
        }

        return ByRow(dataset, options, stateLength: 0, seed, roles);
    }

    /// <summary>The next protocol: ratings from a moment on are test rows, the latest before it validation rows. Ratings of one
    /// second stay together.</summary>
    /// <inheritdoc cref="Create"/>
    public static DatasetSplit ByTime(RatingDataset dataset, SplitOptions options, int stateLength, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stateLength);
        var (known, validated) = Sizes(dataset, options);
        long[] times = [.. dataset.Ratings.ToArray().Select(rating => rating.Time)];
        long[] ordered = [.. times.Order()];
        var (tested, chosen) = (ordered[known], ordered[known - validated]); // the moments from which each role begins
        if (chosen == ordered[0])
        {
            throw new InvalidDataException(
                $"{dataset.Name}: too many ratings of one second: none is left before the moment that splits them.");
        }

        return ByRow(dataset, options, stateLength, seed, Array.ConvertAll(
            times, time => time >= tested ? RowRole.Test : time >= chosen ? RowRole.Validation : RowRole.Train));
    }

    private static DatasetSplit ByRow(
        RatingDataset dataset, SplitOptions options, int stateLength, ulong seed, RowRole[] roles)
    {
        var test = With(RowRole.Test);
        return new(dataset, options, stateLength, seed, roles)
        {
            TrainUsers = With(RowRole.Train),
            ValidationUsers = With(RowRole.Validation),
            TestUsers = test,
            UnevaluableUsers = [.. Enumerable.Range(0, dataset.Users.Count).Except(test)],
        };

        int[] With(RowRole role) =>
        [
            .. Enumerable.Range(0, dataset.Users.Count)
                .Where(user => roles.AsSpan(dataset.HistoryStart(user), dataset.HistoryOf(user).Length).Contains(role)),
        ];
    }

    /// <summary>How many rows have a role.</summary>
    public int RowsOf(RowRole role) => _rowsOf[(int)role];

    /// <summary>The rows of a role.</summary>
    public RowSet Rows(RowRole role) => _rowSets[(int)role] ??= RowSet.Of(Dataset, row => _roles[row] == role);

    /// <summary>The rows that users' vectors come from: all users' <see cref="FirstRatingsOf">first ratings</see>, under the
    /// re-rank protocol the training rows.</summary>
    public RowSet UserRows => _userRows ??= StartsFromFirst
        ? RowSet.Of(Dataset, row =>
            row - Dataset.HistoryStart(Dataset.Ratings[row].User) < StateLength && !IsHeldOut(_roles[row]))
        : Rows(RowRole.Train);

    /// <summary>A user's first ratings in time, as many as make a starting state; none that is held out.</summary>
    public ReadOnlySpan<Rating> FirstRatingsOf(int user)
    {
        var history = Dataset.HistoryOf(user);
        var (start, count) = (Dataset.HistoryStart(user), 0);
        while (count < Math.Min(StateLength, history.Length) && !IsHeldOut(_roles[start + count]))
        {
            count++;
        }

        return history[..count];
    }

    /// <summary>Whether a row may be known when rows of a role are predicted: under the next protocol only what came
    /// before.</summary>
    internal bool IsKnown(int row, RowRole predicted) =>
        _roles[row] != predicted && !(Options.Protocol == SplitProtocol.Next && _roles[row] > predicted);

    private static bool IsHeldOut(RowRole role) => role is RowRole.Validation or RowRole.Test;

    /// <summary>Counts and hashes, for the file that goes with whatever was made from this split.</summary>
    public SplitManifest Manifest() => new(
        Dataset.Name,
        Options.Protocol,
        Options.TestShare,
        Options.ValidationShare,
        StateLength,
        Seed,
        TrainUsers.Count,
        ValidationUsers.Count,
        TestUsers.Count,
        Rows(RowRole.Train),
        Rows(RowRole.Validation),
        Rows(RowRole.Test),
        Rows(RowRole.State))
    {
        Fold = Options.Fold,
        Simulator = RowsOf(RowRole.Simulator) > 0 ? Rows(RowRole.Simulator) : null,
    };

    /// <summary>The fold that a user is in, 1 to <see cref="Folds"/>, in every data set alike.</summary>
    private static int FoldOf(User user)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Invariant($"{FoldSalt}{user.Label}")));
        return 1 + (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % Folds);
    }

    /// <summary>How many ratings are not tested, and how many of those are validated.</summary>
    private static (int Known, int Validated) Sizes(RatingDataset dataset, SplitOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Fold != 0)
        {
            throw new InvalidDataException(
                $"split.fold {options.Fold} holds out users, but the {options.Protocol.ToString().ToLowerInvariant()} protocol "
                + "holds out ratings of all users. Leave it 0.");
        }

        var (count, tested) = (dataset.Ratings.Length, Tested(dataset.Ratings.Length, options));
        return (count - tested, Validated(count - tested, tested, options, dataset.Name, "ratings"));
    }

    private static int Tested(int count, SplitOptions options)
    {
        var (test, validation) = (options.TestShare, options.ValidationShare);
        return test > 0 && test < 1 && validation >= 0 && validation < 1
            ? (int)Math.Round(count * test)
            : throw new ArgumentException(
                $"Test share {test} must be in (0, 1) and validation share {validation} in [0, 1).", nameof(options));
    }

    /// <summary>How many of those that are known, because they are not tested, are validated.</summary>
    private static int Validated(int known, int tested, SplitOptions options, string name, string what)
    {
        var validated = (int)Math.Round(known * options.ValidationShare);
        return tested > 0 && known > validated
            ? validated
            : throw new InvalidDataException(Invariant(
                $"{name}: too few {what} ({known + tested}) for shares of {options.TestShare} (test) and ")
                + Invariant($"{options.ValidationShare} (validation): each part needs one. Take more data, or other ")
                + "split.testShare and split.validationShare.");
    }
}
