using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Drr.Agent.Runs;

/// <summary>What options mean, in the words of the source: the summaries that the compiler writes beside the assembly. So a
/// setting's meaning, unit and source stand in one place.</summary>
internal static partial class SettingText
{
    private static readonly Lazy<Dictionary<string, string>> s_summaries = new(Load);

    /// <summary>The summary of an option; empty where the file beside the assembly is missing.</summary>
    internal static string Of(PropertyInfo option) =>
        s_summaries.Value.GetValueOrDefault($"P:{option.DeclaringType!.FullName}.{option.Name}", "");

    private static Dictionary<string, string> Load()
    {
        var file = Path.ChangeExtension(typeof(SettingText).Assembly.Location, ".xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal);
    }

    private static string Text(XElement summary)
    {
        var words = summary.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1], // the name of the thing
            XElement element => element.Value,
            _ => "",
        });
        return Spaces().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
