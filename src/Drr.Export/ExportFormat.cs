namespace Drr.Export;

/// <summary>The form of an exported file.</summary>
public enum ExportFormat
{
    /// <summary>Arrays by name, which other frameworks read.</summary>
    Safetensors,

    /// <summary>A graph that a runtime computes.</summary>
    Onnx,

    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>Columns for data frames.</summary>
    Parquet,
}
