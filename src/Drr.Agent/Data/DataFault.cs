using System.Globalization;

namespace Drr.Agent.Data;

/// <summary>Something wrong in a data set's files.</summary>
/// <param name="File">The file's name, or the path that was given where no file is at fault.</param>
/// <param name="Line">1-based; 0 where the fault is the file's as a whole.</param>
/// <param name="Text">What was found, what is required.</param>
public sealed record DataFault(string File, int Line, string Text)
{
    /// <summary><c>file:line: text</c>, or <c>file: text</c>.</summary>
    public override string ToString() =>
        Line == 0 ? $"{File}: {Text}" : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Text}");
}
