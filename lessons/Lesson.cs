namespace Drr.Lessons;

/// <summary>A lesson of the course (lessons/README.md).</summary>
/// <param name="Run">Prints what it teaches; a number after ~ depends on the machine, all others are the same everywhere.</param>
/// <param name="Asked">The exercise, in a sentence or two.</param>
/// <param name="Check">What the code between &lt;hole&gt; and &lt;/hole&gt; still gets wrong; <c>null</c> if nothing.</param>
/// <param name="Draw">Its picture.</param>
internal sealed record Lesson(Action Run, string Asked, Func<string?> Check, Func<Picture>? Draw = null);
