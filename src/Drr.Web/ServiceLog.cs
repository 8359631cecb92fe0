using Microsoft.Extensions.Logging.Console;

namespace Drr.Web;

/// <summary>What is said on stderr.</summary>
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
        log.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // who starts it says why it could not
        if (requests)
        {
            log.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information);
        }
    }
}
