using Drr.Agent.Data;
using Drr.Tensors.Measuring;

namespace Drr.Agent.Runs;

/// <summary>Where and on what data a run was made: what is needed to reproduce it.</summary>
public sealed record RunEnvironment
{
    /// <summary>Version of the program, with its commit; see <see cref="ProgramVersion"/>.</summary>
    public required string Version { get; init; }

    /// <summary>.NET's name and version.</summary>
    public required string Runtime { get; init; }

    /// <summary>Operating system and architecture.</summary>
    public required string System { get; init; }

    /// <summary>The processor's name, where the system gives it.</summary>
    public required string Processor { get; init; }

    /// <summary>The widest vectors in use: avx512, avx2, vector128 or none.</summary>
    public required string InstructionSet { get; init; }

    /// <summary>Number of processor threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The data set's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The full path that it was read from; <c>null</c> for a synthetic data set.</summary>
    public string? DataPath { get; init; }

    /// <summary>What its items are called, in the singular.</summary>
    public string ItemNoun { get; init; } = "film";

    /// <summary>Its users.</summary>
    public required int Users { get; init; }

    /// <summary>Its items, rated or not.</summary>
    public required int Items { get; init; }

    /// <summary>Its ratings.</summary>
    public required int Ratings { get; init; }

    /// <summary>This process on this machine.</summary>
    /// <param name="data">The run's data.</param> <param name="seed">Of its random choices.</param>
    /// <param name="dataPath">Where the data was read from.</param>
    public static RunEnvironment Capture(RatingDataset data, ulong seed, string? dataPath = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var machine = Machine.Current;
        return new()
        {
            Version = ProgramVersion.Current,
            Runtime = machine.Runtime,
            System = machine.System,
            Processor = machine.Processor,
            InstructionSet = machine.InstructionSet,
            Threads = machine.Threads,
            Seed = seed,
            Dataset = data.Name,
            DataPath = dataPath is null ? null : Path.GetFullPath(dataPath),
            ItemNoun = data.ItemNoun,
            Users = data.Users.Count,
            Items = data.Items.Count,
            Ratings = data.Ratings.Length,
        };
    }
}
