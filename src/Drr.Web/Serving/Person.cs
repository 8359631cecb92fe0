using Drr.Agent.Data;

namespace Drr.Web.Serving;

/// <summary>A user of the data set, or one made on the page.</summary>
/// <param name="User">As a data set describes users.</param>
/// <param name="Dense">Dense id; -1 for a user made on the page.</param>
/// <param name="Name">Of a user made on the page.</param>
internal readonly record struct Person(User User, int Dense, string? Name)
{
    public int Id => User.Id;

    public string? Gender => User.Gender switch { "F" => "female", "M" => "male", _ => null };

    public string? AgeGroup => AgeGroups.Of(User) is >= 0 and var group ? AgeGroups.Names[group] : null;

    /// <summary>Whether a word of the description begins with each of these, or the id does.</summary>
    public bool Matches(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!$"{User.Id}".StartsWith(word, StringComparison.Ordinal)
                && !HasWord($" {Name} {Gender} {AgeGroup} {User.Occupation?.Replace('/', ' ')}", word))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(string text, string start) => text.Contains(' ' + start, StringComparison.OrdinalIgnoreCase);
}
