using System.ComponentModel.DataAnnotations;

namespace Drr.Web.Contracts;

/// <summary>What can be trained from the page, and what is at work.</summary>
/// <param name="CanTrain">Whether this service trains at all.</param>
/// <param name="DataSets">Imported data sets, by name.</param>
/// <param name="Presets">Named sets of settings, the default one first.</param>
/// <param name="Running">The run that this service trains now; <c>null</c> for none.</param>
/// <param name="Fault">Why the last training, or the last change of the run that is served, failed; <c>null</c> where all is
/// well.</param>
public sealed record TrainingState(
    bool CanTrain, IReadOnlyList<string> DataSets, IReadOnlyList<string> Presets, string? Running, string? Fault);

/// <summary>A run to be trained.</summary>
/// <param name="DataSet">One of the imported data sets.</param> <param name="Preset">One of the presets.</param>
public sealed record NewRun(
    [property: Required, StringLength(60, MinimumLength = 1)] string DataSet,
    [property: Required, StringLength(60, MinimumLength = 1)] string Preset);

/// <summary>A run by name.</summary>
/// <param name="Name">Of its folder.</param>
public sealed record RunName(string Name);
