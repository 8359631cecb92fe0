using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using static System.FormattableString;

namespace Drr.Agent.Evaluation;

/// <summary>Rows that are to be predicted may have been seen in training.</summary>
public sealed class LeakException(string message) : Exception(message)
{
    /// <summary>Throws if a part of the vectors comes from other ratings than the split has for it.</summary>
    /// <param name="embeddings">The vectors.</param> <param name="split">The split to use them on.</param>
    /// <param name="name">What the message calls them, such as the file that they are from.</param>
    /// <exception cref="LeakException">The ratings are others, or the vectors do not record which they are.</exception>
    public static void ThrowIfSeen(EmbeddingTable embeddings, DatasetSplit split, string name = "The vectors")
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(split);
        var (rows, required) = (embeddings.Rows, EmbeddingRows.Of(split, embeddings.Method));
        var fault =
            rows is null ? "does not say which ratings the vectors were made of, as files of earlier versions do not"
            : rows.Items != required.Items ? Other("item vectors were fitted on", rows.Items, "trains on", required.Items)
            : rows.Users != required.Users ? Other("user vectors were made of", rows.Users, "takes", required.Users)
            : rows.Validation != required.Validation
                ? Other("the best pass was chosen on", rows.Validation, "validates on", required.Validation)
            : null;
        if (fault is not null)
        {
            throw new LeakException(
                $"{name}: {fault}: they may know what is to be predicted. Use the data and settings (split.*, seed, "
                + "environment.historyLength) that they were made with, or fit vectors anew and train on them.");
        }

        string Other(string made, RowSet? found, string has, RowSet? needed)
        {
            var history = split.StateLength > 0 ? Invariant($" with a history of {split.StateLength}") : "";
            return $"{made} {Text(found)}, a {Name(split.Options.Protocol)} split of {split.Dataset.Name}{history} "
                + $"{has} {Text(needed)}";
        }

        static string Name(SplitProtocol protocol) =>
            protocol == SplitProtocol.Rerank ? "re-rank" : protocol.ToString().ToLowerInvariant();
        static string Text(RowSet? rows) =>
            rows is null ? "no ratings" : Invariant($"{rows.Rows:N0} ratings ({string.Concat(rows.Hash.Take(12))})");
    }
}
