using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Drr.Web.Feedback;
using Microsoft.AspNetCore.Diagnostics;

namespace Drr.Web.Protection;

/// <summary>Makes a ProblemDetails, with the field at fault, of everything that a request can be refused for.</summary>
internal sealed partial class ProblemWriter(IProblemDetailsService problems, ILogger<ProblemWriter> log) : IExceptionHandler
{
    private const int DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070), ReadOnlyDisk = 30; // ENOSPC, EROFS

    /// <summary>Fields are named as in the JSON, whoever found the fault.</summary>
    public static void Complete(ProblemDetailsOptions options) => options.CustomizeProblemDetails = context =>
    {
        if (context.ProblemDetails is HttpValidationProblemDetails validation)
        {
            validation.Errors = validation.Errors.ToDictionary(e => JsonNamingPolicy.CamelCase.ConvertName(e.Key), e => e.Value);
        }
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        context.SetEndpoint(context.Features.Get<IExceptionHandlerFeature>()?.Endpoint); // counters tell codes by endpoint
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return true; // nobody waits for an answer
        }

        var (status, field, text) = exception switch
        {
            RequestFault fault => (fault.Status, fault.Field, fault.Message),
            FeedbackFileException fault => (Storage(fault.IsFull), "", fault.Message),
            IOException { HResult: DiskFull or DiskFullOnWindows } =>
                (Storage(isFull: true), "", "The disk is full: nothing was kept."),
            IOException { HResult: ReadOnlyDisk } or UnauthorizedAccessException =>
                (Storage(isFull: false), "", "The service may not read or write there: nothing was kept."),
            BadHttpRequestException { InnerException: JsonException json } =>
                (StatusCodes.Status400BadRequest, Field(json), Text(json)),
            BadHttpRequestException bad when Parameter().Match(bad.Message) is { Success: true } match =>
                (bad.StatusCode, match.Groups[2].Value, $"'{match.Groups[3].Value}' is no whole number in range."),
            BadHttpRequestException bad => (bad.StatusCode, "body", bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "The body is larger than is taken here." : "A body is required, as JSON."),
            _ => (StatusCodes.Status500InternalServerError, "", ""),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            return false; // logged and answered as any unexpected fault
        }

        if (exception is not RequestFault
            && status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage)
        {
            NotKept(exception.Message);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        context.Response.StatusCode = status;
        var details = new HttpValidationProblemDetails(new Dictionary<string, string[]> { [field] = [text] })
        {
            Status = status, Title = null, Detail = text,
        };
        return await problems.TryWriteAsync(new() { HttpContext = context, ProblemDetails = details });
    }

    private static int Storage(bool isFull) =>
        isFull ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;

    // "$.exclude[3]" names the field; unknown fields stand in the message only.
    private static string Field(JsonException fault)
    {
        var unknown = UnknownField().Match(fault.Message);
        var missing = MissingField().Match(fault.Message);
        return unknown.Success ? unknown.Groups[1].Value
            : missing.Success ? missing.Groups[1].Value
            : fault.Path is { Length: > 2 } path ? path[2..] : "body";
    }

    private static string Text(JsonException fault) => UnknownField().Match(fault.Message) is { Success: true } unknown
        ? $"There is no field '{unknown.Groups[1].Value}'."
        : MissingField().Match(fault.Message) is { Success: true } missing ? $"'{missing.Groups[1].Value}' is required."
        : fault.Message.Contains("Drr.", StringComparison.Ordinal) || fault.Message.Contains("System.", StringComparison.Ordinal)
            ? "Not a value that this field can have." // the message tells types, which are no help
            : fault.Message.Split(" Path: ")[0];

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be kept: {Reason}")]
    private partial void NotKept(string reason);

    [GeneratedRegex("""Failed to bind parameter "(\S+) (\w+)" from "(.*)"\.$""")]
    private static partial Regex Parameter();

    [GeneratedRegex("missing required properties including: '([^']*)'")]
    private static partial Regex MissingField();

    [GeneratedRegex("The JSON property '([^']*)' could not be mapped")]
    private static partial Regex UnknownField();
}

/// <summary>A request that cannot be answered: <see cref="ProblemWriter"/> makes a ProblemDetails of it.</summary>
/// <param name="status">HTTP status.</param> <param name="field">What is at fault: a parameter or a field of the body.</param>
/// <param name="text">What was given, what is required.</param>
internal sealed class RequestFault(int status, string @field, string text) : Exception(text)
{
    public int Status => status;

    public string Field => @field;

    public static RequestFault Invalid(string field, string text) => new(StatusCodes.Status400BadRequest, field, text);

    public static RequestFault Missing(string field, string text) => new(StatusCodes.Status404NotFound, field, text);

    public static RequestFault NoUser(int id) =>
        Missing("id", string.Create(CultureInfo.InvariantCulture, $"There is no user {id}."));
}
