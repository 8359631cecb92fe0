using System.Globalization;

namespace Drr.Web.Protection;

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
