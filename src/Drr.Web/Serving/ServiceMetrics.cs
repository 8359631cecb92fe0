using Drr.Web.Contracts;
using Microsoft.Extensions.Logging.Console;
using Prometheus;

namespace Drr.Web.Serving;

/// <summary>The counters of <c>/metrics</c> besides those of requests and their times.</summary>
internal sealed class ServiceMetrics
{
    private readonly Counter _lists, _feedback, _agents, _refusedAgents;

    public ServiceMetrics()
    {
        var metrics = Metrics.WithCustomRegistry(Registry);
        _lists = metrics.CreateCounter("drr_recommendations_total", "Lists made, by the model that ordered them.", "model");
        _feedback = metrics.CreateCounter("drr_feedback_total", "Feedback taken, by action.", "action");
        _agents = metrics.CreateCounter("drr_agents_loaded_total", "Agents that have taken over.");
        _refusedAgents = metrics.CreateCounter(
            "drr_agents_refused_total", "Times that an agent did not fit or was damaged; the one before goes on.");
    }

    /// <summary>Of one service; a process may have several.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    public void Count(RecommendationModel model) => _lists.WithLabels($"{model}").Inc();

    public void Count(FeedbackAction action) => _feedback.WithLabels($"{action}").Inc();

    public void CountAgent() => _agents.Inc();

    public void CountRefusedAgent() => _refusedAgents.Inc();
}

/// <summary>The log on stderr.</summary>
internal static class ServiceLog
{
    public static void AddServiceLog(this ILoggingBuilder log, bool requests)
    {
        log.AddSimpleConsole(simple => simple.SingleLine = true);
        log.AddJsonConsole(json => (json.TimestampFormat, json.UseUtcTimestamp) = ("yyyy-MM-ddTHH:mm:ss.fffZ", true));
        log.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = requests ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
        log.SetMinimumLevel(requests ? LogLevel.Information : LogLevel.Warning);
        log.AddFilter("Microsoft", LogLevel.Warning);
        log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // the command line reports it
        if (requests)
        {
            log.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information);
        }
    }
}
