using Drr.Agent.Runs;
using Drr.Analysis.Figures;

namespace Drr.Analysis.Training;

/// <summary>The training figures as files.</summary>
public static class RunPlots
{
    /// <summary>Draws <c>plots/*.png</c> of a run.</summary>
    public static IReadOnlyList<Figure> Write(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var figures = TrainingFigures.Of(TrainingLog.Of("", run));
        foreach (var figure in figures)
        {
            run.WritePlot(figure.Key, figure.ToPng());
        }

        return figures;
    }
}
