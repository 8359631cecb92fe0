using Drr.Agent;
using Drr.Agent.Data;
using Drr.Agent.Recommending;
using Drr.Agent.Runs;
using Drr.Analysis.Reports;
using Drr.Analysis.Training;
using Drr.Cli.Shell;

namespace Drr.Cli.Runs;

/// <summary>What a run leaves for people to look at: its plots and its page.</summary>
internal static class RunRecords
{
    private const int SampleUsers = 5, SampleLength = 10;

    /// <summary>Draws and writes them anew. Where the drawing library cannot be loaded, the run stands without.</summary>
    internal static void Write(Session session, Pipeline pipeline, RatingDataset data, DatasetSplit split, RunFolder run)
    {
        try
        {
            RunPlots.Write(run);
            run.WriteReport(HtmlReport.Write(RunReport.Of(run, data, Samples(pipeline, data, split, run))));
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException)
        {
            session.Reporter.Say($"No plots and no report: {fault.GetBaseException().Message.Split('\n')[0]}");
        }
    }

    /// <summary>Lists of test users from all over the data set.</summary>
    private static RecommendationList[] Samples(Pipeline pipeline, RatingDataset data, DatasetSplit split, RunFolder run)
    {
        var (users, count) = (split.TestUsers, Math.Min(SampleUsers, split.TestUsers.Count));
        int[] sample = [.. Enumerable.Range(0, count).Select(i => users[i * users.Count / count])];
        var recommender = pipeline.Recommender(split, pipeline.Load(split, run));
        return [.. pipeline.Recommend(recommender, sample, SampleLength)];
    }
}
