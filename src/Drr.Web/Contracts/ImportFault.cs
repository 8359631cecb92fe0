namespace Drr.Web.Contracts;

/// <summary>Something wrong in a file.</summary>
/// <param name="File">Its name.</param> <param name="Line">From 1; 0 where the whole file is at fault.</param>
/// <param name="Text">What was found, what is required.</param>
public sealed record ImportFault(string File, int Line, string Text);
