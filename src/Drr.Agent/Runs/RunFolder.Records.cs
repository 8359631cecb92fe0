using System.Text;
using System.Text.Json;
using Drr.Agent.Evaluation;
using Drr.Tensors;

namespace Drr.Agent.Runs;

/// <content>Metrics, evaluations, plots and the report.</content>
public sealed partial class RunFolder
{
    /// <summary>Appends a line to <c>metrics.jsonl</c>, and an event for TensorBoard: the stage and what it measured.</summary>
    /// <param name="stage">Such as <c>train</c>.</param> <param name="metrics">Has a <c>step</c>.</param>
    public void AppendMetrics<T>(string stage, T metrics)
    {
        var line = JsonSerializer.SerializeToNode(metrics, RunJson.Line)!.AsObject();
        line.Insert(0, "stage", stage);
        var text = line.ToJsonString(RunJson.Line);
        File.AppendAllText(PathOf(MetricsName), text + '\n');
        Events.Append(JsonElement.Parse(text));
    }

    /// <summary>The bytes of <c>metrics.jsonl</c>, flushed to disk; none before the first line.</summary>
    public byte[] ReadMetrics()
    {
        var path = PathOf(MetricsName);
        if (!HasMetrics)
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        file.Flush(flushToDisk: true);
        return bytes;
    }

    /// <summary>Cuts <c>metrics.jsonl</c> after its first <paramref name="length"/> bytes, and TensorBoard's events likewise. The
    /// file must have that many.</summary>
    public void CutMetrics(long length)
    {
        using (var file = new FileStream(PathOf(MetricsName), FileMode.OpenOrCreate, FileAccess.Write))
        {
            file.SetLength(length);
            file.Flush(flushToDisk: true);
        }

        Events.Align(ReadMetricLines());
    }

    /// <summary>Writes <c>plots/NAME.png</c>.</summary>
    /// <param name="name">One of <see cref="PlotNames"/>.</param> <param name="png">The picture.</param>
    public void WritePlot(string name, byte[] png)
    {
        Directory.CreateDirectory(PathOf(PlotsName));
        AtomicFile.Write(PlotPath(name), file => file.Write(png));
    }

    /// <summary>Writes <c>report.html</c>.</summary>
    public void WriteReport(string html) => AtomicFile.Write(Report, file => file.Write(Encoding.UTF8.GetBytes(html)));

    /// <summary>Writes <c>evaluation.json</c>, and <c>evaluation-users.json</c> before it.</summary>
    public void WriteEvaluation(EvaluationReport report)
    {
        Write(UsersName, UserFigures.Of(report), RunJson.Line);
        Write(EvaluationName, report);
    }

    /// <summary>Deletes the latest evaluation, if there is one.</summary>
    public void DeleteEvaluation()
    {
        File.Delete(PathOf(EvaluationName));
        File.Delete(PathOf(UsersName));
    }

    /// <summary>The latest evaluation; <c>null</c> before the first.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public EvaluationReport? ReadEvaluation() =>
        File.Exists(PathOf(EvaluationName)) ? Read<EvaluationReport>(EvaluationName) : null;

    /// <summary>The latest evaluation user by user; <c>null</c> before the first.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public UserFigures? ReadUserFigures() => File.Exists(PathOf(UsersName)) ? Read<UserFigures>(UsersName) : null;

    /// <summary>The lines of <c>metrics.jsonl</c>; a last line that was not written to its end is left out.</summary>
    /// <exception cref="InvalidDataException">Another line is damaged.</exception>
    public IReadOnlyList<JsonElement> ReadMetricLines()
    {
        var path = PathOf(MetricsName);
        var text = HasMetrics ? ReadShared(path) : "";
        return [.. text.Split('\n')[..^1].Select((line, index) =>
        {
            try
            {
                return JsonElement.Parse(line) is var metrics && IsMetrics(metrics) ? metrics : throw new InvalidDataException(
                    $"{path}:{index + 1}: a line must hold a stage, a step and numbers; the file is damaged or was changed.");
            }
            catch (JsonException fault)
            {
                throw new InvalidDataException(RunJson.FaultOf(fault, path, index + 1), fault);
            }
        })];
    }

    // A pipe, which would block, has the length of an empty file.
    private bool HasMetrics => new FileInfo(PathOf(MetricsName)) is { Exists: true, Length: > 0 };

    private static bool IsMetrics(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object
        && line.TryGetProperty("stage", out var stage) && stage.ValueKind == JsonValueKind.String
        && line.TryGetProperty("step", out var step) && step.ValueKind == JsonValueKind.Number && step.TryGetInt64(out _)
        && line.EnumerateObject().Where(field => field.Name != "stage").All(field => IsFigure(field.Value));

    private static bool IsFigure(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(field => IsFigure(field.Value)));

    private EventFile Events => new(PathOf(EventsName), TimeProvider.System);

    private string PlotPath(string name) => System.IO.Path.Combine(Path, PlotsName, name + ".png");

    /// <summary>The text of a file that a run may be writing to. The file is shared for writing, because on some systems a reader
    /// would otherwise stop the run.</summary>
    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
