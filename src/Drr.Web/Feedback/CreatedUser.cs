using Drr.Agent.Data;

namespace Drr.Web.Feedback;

/// <summary>A user made on the page.</summary>
/// <param name="User">As a data set describes users.</param> <param name="Name">As it was typed.</param>
internal sealed record CreatedUser(User User, string Name);
