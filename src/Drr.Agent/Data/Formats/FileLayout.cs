using System.Text;
using System.Text.Unicode;

namespace Drr.Agent.Data.Formats;

/// <summary>How one file of a form is laid out.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Pattern">A row's fields as messages show them; for a file with a header, the header.</param>
/// <param name="Separator">Between fields.</param>
/// <param name="Fields">In a row.</param>
/// <param name="IsCsv">Header, quoting and UTF-8; otherwise none of them, and Latin-1.</param>
/// <param name="MayBeUtf8">Text that is valid UTF-8 is UTF-8, and Latin-1 otherwise.</param>
internal sealed record FileLayout(
    string Name, string Pattern, string Separator, int Fields, bool IsCsv = false, bool MayBeUtf8 = false)
{
    /// <summary>Whether text may be UTF-8.</summary>
    public bool TakesUtf8 => IsCsv || MayBeUtf8;

    /// <summary>For messages.</summary>
    public string EncodingName => IsCsv ? "UTF-8" : MayBeUtf8 ? "UTF-8 or Latin-1" : "Latin-1";

    /// <summary>For messages.</summary>
    public string SeparatorName => Separator == "\t" ? "tab" : $"'{Separator}'";

    /// <summary>A field's text.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) =>
        (IsCsv || (MayBeUtf8 && Utf8.IsValid(bytes)) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
}
