using Drr.Agent.Policies;
using Drr.Agent.Runs;
using Drr.Autodiff;
using Drr.Tensors;

namespace Drr.Export.Weights;

/// <summary>The weights of an agent alone, for other programs: a safetensors file with one array per parameter, under its name.
/// Dense layers are y = x·W + b with W [in, out], the transpose of what PyTorch keeps.</summary>
public static class WeightFile
{
    /// <summary>The arrays by name.</summary>
    public static IReadOnlyDictionary<string, TensorEntry> Entries(ActorCritic networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        return networks.Parameters.Parameters.ToDictionary(p => p.Name, p => TensorEntry.Of(p.Value));
    }

    /// <summary>Loads the weights of a file: all of them, or none.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or an array is missing, of another shape or type, not finite,
    /// or not one of the agent's; the message has a line for each.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void Load(string path, ActorCritic networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        var file = Read(path);
        var parameters = networks.Parameters.Parameters;
        string[] faults =
        [
            .. parameters.Select(parameter => Fault(parameter, file)).OfType<string>(),
            .. file.Tensors.Keys.Except(parameters.Select(p => p.Name)).Order(StringComparer.Ordinal)
                .Select(name => $"'{name}' is no weight of this agent"),
        ];
        if (faults.Length > 0)
        {
            throw new CheckpointException(string.Join(Environment.NewLine, faults.Select(fault => $"{path}: {fault}.")));
        }

        foreach (var parameter in parameters)
        {
            file.CopyTo(parameter.Name, parameter.Value.Span);
        }
    }

    private static string? Fault(Parameter parameter, TensorFile file)
    {
        var needed = $"[{string.Join(", ", Enumerable.Range(0, parameter.Shape.Rank).Select(axis => parameter.Shape[axis]))}]";
        if (!file.Tensors.TryGetValue(parameter.Name, out var entry))
        {
            return $"'{parameter.Name}' {needed} is missing";
        }

        var given = $"[{string.Join(", ", entry.Shape)}]";
        return entry.Values is not float[] values ? $"'{parameter.Name}' must be 32-bit floats"
            : given != needed ? $"'{parameter.Name}' is {given}, the agent's is {needed}"
            : !Array.TrueForAll(values, float.IsFinite) ? $"'{parameter.Name}' holds a value that is not finite"
            : null;
    }

    private static TensorFile Read(string path)
    {
        try
        {
            return TensorFile.Read(path);
        }
        catch (InvalidDataException fault)
        {
            throw new CheckpointException(fault.Message, fault);
        }
    }
}
