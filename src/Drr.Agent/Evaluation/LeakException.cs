using Drr.Agent.Data;
using Drr.Agent.Embeddings;

namespace Drr.Agent.Evaluation;

/// <summary>Rows that are to be predicted may have been seen in training: the evaluation is refused.</summary>
public sealed class LeakException(string message) : Exception(message)
{
    /// <summary>Refuses embeddings that were fitted on anything but the split's training rows.</summary>
    /// <exception cref="LeakException">The hashes differ.</exception>
    public static void ThrowIfSeen(EmbeddingTable embeddings, DatasetSplit split)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(split);
        var training = split.Hash(RowRole.Train);
        if (embeddings.RowsHash != training)
        {
            throw new LeakException(
                $"The embeddings were fitted on rows {embeddings.RowsHash}, the split trains on {training}: they may know "
                + "what is to be predicted. Fit embeddings on this split, or evaluate on the split that they were made for.");
        }
    }
}
