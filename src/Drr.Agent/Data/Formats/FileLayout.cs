using System.Text;

namespace Drr.Agent.Data.Formats;

/// <summary>How one file of a form is laid out.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Pattern">A row's fields as messages show them; for a file with a header, the header.</param>
/// <param name="Separator">Between fields.</param>
/// <param name="Fields">In a row.</param>
/// <param name="IsCsv">Header, quoting and UTF-8; otherwise none of them, and Latin-1.</param>
internal sealed record FileLayout(string Name, string Pattern, string Separator, int Fields, bool IsCsv = false)
{
    /// <summary>Of text fields.</summary>
    public Encoding Encoding => IsCsv ? Encoding.UTF8 : Encoding.Latin1;

    /// <summary>For messages.</summary>
    public string EncodingName => IsCsv ? "UTF-8" : "Latin-1";
}
