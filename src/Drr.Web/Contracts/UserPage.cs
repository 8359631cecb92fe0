namespace Drr.Web.Contracts;

/// <summary>A page of users.</summary>
/// <param name="Page">From 1.</param> <param name="PageSize">Users of a full page.</param>
/// <param name="Total">Users that fit the query.</param> <param name="Items">Those of this page.</param>
public sealed record UserPage(int Page, int PageSize, int Total, IReadOnlyList<UserProfile> Items);
