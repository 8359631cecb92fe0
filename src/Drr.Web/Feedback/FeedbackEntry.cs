using Drr.Web.Contracts;

namespace Drr.Web.Feedback;

/// <summary>Feedback as it is kept.</summary>
/// <param name="Id">Ascending in the order in which it was taken.</param>
/// <param name="User">Raw id.</param> <param name="Item">Raw id.</param> <param name="Action">What the user did.</param>
/// <param name="Rating">The stars that it stands for; <c>null</c> for a click.</param>
/// <param name="Time">Seconds since 1970.</param>
internal sealed record FeedbackEntry(long Id, int User, int Item, FeedbackAction Action, float? Rating, long Time);
