using System.Text.Json;
using System.Text.Json.Serialization;
using Drr.Tensors.Measuring;

namespace Drr.Bench.Results;

/// <summary>One run of a benchmark program.</summary>
/// <param name="Machine">On what.</param> <param name="Command">Which run.</param>
/// <param name="PeakOperations">Operations a second of the machine's peak, measured in this run.</param>
/// <param name="Rows">Figures, by unique names.</param>
public sealed record ResultFile(Machine Machine, string Command, double PeakOperations, IReadOnlyList<ResultRow> Rows)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="InvalidDataException">The file is missing or not of this form.</exception>
    public static ResultFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<ResultFile>(File.ReadAllText(path), s_json);
            return file is { Rows: not null, Machine: not null }
                ? file
                : throw new InvalidDataException($"{path}: needed a machine and rows, as the benchmarks write them.");
        }
        catch (Exception fault) when (fault is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    public void Write(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.WriteAllText(path, ToJson());
    }

    public string ToJson() => JsonSerializer.Serialize(this, s_json) + "\n";
}
