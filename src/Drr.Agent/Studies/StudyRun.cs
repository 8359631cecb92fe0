using Drr.Agent.Evaluation;
using Drr.Agent.Runs;

namespace Drr.Agent.Studies;

/// <summary>One training with one seed, evaluated.</summary>
/// <param name="Variant">The form's name.</param>
/// <param name="Options">Its settings, seed included.</param>
/// <param name="Environment">Where it was made.</param>
/// <param name="TrainSeconds">Processor time of the training, vectors included; <c>null</c> if it was interrupted.</param>
/// <param name="PeakMegabytes">Largest working set of the process so far.</param>
/// <param name="Report">The agent beside the baselines.</param>
public sealed record StudyRun(
    string Variant, DrrOptions Options, RunEnvironment Environment, double? TrainSeconds, double PeakMegabytes, EvaluationReport Report);
