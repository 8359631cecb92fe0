using System.Globalization;
using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>Invented film titles that can be pronounced, no two alike.</summary>
internal sealed class Titles(Rng rng)
{
    private static readonly string[] s_onsets =
        ["b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z"];

    private static readonly string[] s_vowels = ["a", "e", "i", "o", "u", "ai", "ea", "io"];
    private static readonly string[] s_endings = ["", "", "l", "n", "r", "s", "th", "x"];

    private readonly HashSet<string> _used = [];

    /// <summary>A title with its year, such as <c>The Voran of Tilea (1987)</c>.</summary>
    public string Next(int year)
    {
        while (true)
        {
            var title = rng.NextInt(5) switch
            {
                0 => $"The {Word()}",
                1 => $"{Word()} and {Word()}",
                2 => $"The {Word()} of {Word()}",
                3 => $"A {Word()} for {Word()}",
                _ => $"{Word()} {Word()}",
            };
            if (_used.Add(title))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{title} ({year})");
            }
        }
    }

    private string Word()
    {
        var word = "";
        for (var syllables = 2 + rng.NextInt(2); syllables > 0; syllables--)
        {
            word += Pick(s_onsets) + Pick(s_vowels);
        }

        return char.ToUpperInvariant(word[0]) + word[1..] + Pick(s_endings);
    }

    private string Pick(string[] parts) => parts[rng.NextInt(parts.Length)];
}
