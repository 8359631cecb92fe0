using System.Text;
using System.Text.Unicode;

namespace Drr.Agent.Data.Formats;

/// <summary>The rules for text fields, in reading and in writing.</summary>
internal static class TextRules
{
    /// <summary>The oldest age that is taken for one, in years.</summary>
    public const int OldestAge = 150;

    private const int Longest = 10_000; // characters: rows stay below the reader's bound
    private const int Width = 40;

    /// <summary>What is wrong with a text, worded to follow the field's name; <c>null</c> if nothing is.</summary>
    public static string? FaultOf(string text, bool isUtf8)
    {
        if (text.Length > Longest)
        {
            return "is longer than 10000 characters";
        }

        if (text.AsSpan().ContainsAnyInRange('\0', '\x1F') || text.Contains('\x7F'))
        {
            return "holds a control character";
        }

        if (isUtf8)
        {
            return text.EnumerateRunes().Contains(Rune.ReplacementChar) ? "is not UTF-8" : null;
        }

        return text.AsSpan().ContainsAnyExceptInRange('\0', '\xFF') ? "is not Latin-1"
            : IsUtf8ReadAsLatin1(text) ? "is UTF-8 where Latin-1 is required"
            : null;
    }

    /// <summary>A text for a message: shortened, with control characters written as \uXXXX.</summary>
    public static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Width)))
        {
            _ = char.IsControl(c) ? shown.Append($"\\u{(int)c:X4}") : shown.Append(c);
        }

        return text.Length > Width ? shown.Append("...").ToString() : shown.ToString();
    }

    // Real Latin-1 text has lone accented letters, which are not valid UTF-8; UTF-8 read as Latin-1 comes out valid.
    private static bool IsUtf8ReadAsLatin1(string text) => !Ascii.IsValid(text) && Utf8.IsValid(Encoding.Latin1.GetBytes(text));
}
