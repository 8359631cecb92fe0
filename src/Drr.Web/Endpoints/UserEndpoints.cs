using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Drr.Agent.Data;
using Drr.Web.Contracts;
using Drr.Web.Feedback;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Drr.Web.Endpoints;

/// <summary>Users: found, made, and what they have done.</summary>
internal static class UserEndpoints
{
    private const int MostCreated = 100_000;
    private static readonly int[] s_ages = [1, 18, 25, 35, 45, 50, 56]; // as ML-1M writes the groups

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users").ProducesValidationProblem();
        users.MapGet("", Search).WithSummary("Users by id, description and activity, a page at a time.");
        users.MapPost("", Create).WithSummary("Makes a user without ratings.");
        users.MapGet("/{id}", (int id, People people) => people.Profile(people.Find(id) ?? throw RequestFault.NoUser(id)))
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A user, in words.");
        users.MapGet("/{id}/history", History)
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("What a user has rated and clicked, the latest first.");
    }

    private static UserPage Search(
        Catalogue catalogue, People people,
        [StringLength(100)] [Description("Words; each begins the user's id or a word of the description.")] string? query = null,
        [StringLength(40)] [Description("One of the data set's age groups.")] string? ageGroup = null,
        [StringLength(100)] [Description("One of the data set's occupations.")] string? occupation = null,
        [Range(0, int.MaxValue)] [Description("Films rated at least.")] int minRatings = 0,
        [Range(0, int.MaxValue)] [Description("Films rated at most.")] int maxRatings = int.MaxValue,
        [MinLength(1)] [RegularExpression("^(id|activity)$", ErrorMessage = "Must be id or activity.")]
        [Description("id, or activity: the most active first.")] string sort = "id",
        [Range(1, 1_000_000)] int page = 1,
        [Range(1, 100)] int pageSize = 20)
    {
        RequireKnown(catalogue, ageGroup, occupation);
        var words = (query ?? "").Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found =
            from person in people.All
            where (ageGroup is null || person.AgeGroup == ageGroup)
                && (occupation is null || person.User.Occupation == occupation) && person.Matches(words)
            let ratings = people.RatingsOf(person)
            where ratings >= minRatings && ratings <= maxRatings
            select (Person: person, Ratings: ratings);
        var ordered = (sort == "activity" ? found.OrderByDescending(u => u.Ratings) : found).ToList(); // of equals by id
        var skipped = (int)Math.Min((long)(page - 1) * pageSize, ordered.Count);
        var shown = ordered.Skip(skipped).Take(pageSize);
        return new(page, pageSize, ordered.Count, [.. shown.Select(u => people.Profile(u.Person))]);
    }

    private static async Task<Created<UserProfile>> Create(NewUser user, Catalogue catalogue, People people, FeedbackBook book)
    {
        RequireKnown(catalogue, user.AgeGroup, user.Occupation);
        var name = user.Name.Trim();
        if (name.Length == 0 || name.Any(char.IsControl))
        {
            throw RequestFault.Invalid("name", "Must have a character that is no space, and no control characters.");
        }

        if (book.Users.Count >= MostCreated)
        {
            throw new RequestFault(
                StatusCodes.Status409Conflict, "name", $"{MostCreated} users have been made; no more are taken.");
        }

        var gender = user.Gender switch { "female" => "F", "male" => "M", _ => null };
        int? age = user.AgeGroup is { } group ? s_ages[AgeGroups.Names.ToList().IndexOf(group)] : null;
        var created = await book.Create(people.FirstFreeId, id => new(new User(id, gender, age, user.Occupation), name));
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/users/{created.User.Id}");
        return TypedResults.Created(path, people.Profile(people.Find(created.User.Id)!.Value));
    }

    private static HistoryPage History(
        int id, Catalogue catalogue, People people,
        [Range(1, 200)] int limit = 50,
        [MinLength(1)] [RegularExpression("^[fr][0-9]{1,18}$", ErrorMessage = "Must be a nextCursor of an answer.")]
        [Description("The nextCursor of the answer before.")] string? cursor = null)
    {
        var history = people.HistoryOf(people.Find(id) ?? throw RequestFault.NoUser(id));
        var rest = cursor is null ? history.Entries
            : history.Entries.SkipWhile(e => !e.IsAfter(cursor[0], long.Parse(cursor.AsSpan(1), CultureInfo.InvariantCulture)));
        UserHistory.Entry[] shown = [.. rest.Take(limit + 1)];
        return new(
            [.. shown.Take(limit).Select(e => e.ToItem(catalogue))], shown.Length > limit ? shown[limit - 1].Cursor : null);
    }

    private static void RequireKnown(Catalogue catalogue, string? ageGroup, string? occupation)
    {
        if (ageGroup is not null && !AgeGroups.Names.Contains(ageGroup))
        {
            throw RequestFault.Invalid("ageGroup", $"There is no '{ageGroup}'; there are {string.Join(", ", AgeGroups.Names)}.");
        }

        if (occupation is not null && !catalogue.Occupations.Contains(occupation))
        {
            throw RequestFault.Invalid(
                "occupation", $"There is no '{occupation}'; there are {string.Join(", ", catalogue.Occupations)}.");
        }
    }
}
