using ScottPlot;

namespace Drr.Analysis.Figures;

/// <summary>A plot and its place below the figure's title, in parts of the width and height there.</summary>
internal sealed record Panel(Plot Plot, double Left = 0, double Top = 0, double Width = 1, double Height = 1);
