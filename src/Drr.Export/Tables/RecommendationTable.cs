using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Policies;
using Drr.Agent.Recommending;

namespace Drr.Export.Tables;

/// <summary>Users' lists as a table, a row an item: raw ids as the data set writes them, title and genres as the data set
/// spells them.</summary>
public static class RecommendationTable
{
    private const int ListsInGroup = 4096;

    /// <summary>The table in groups of some thousand lists, each made when it is asked for.</summary>
    public static IEnumerable<IReadOnlyList<Column>> Groups(IEnumerable<RecommendationList> lists) =>
        lists.Chunk(ListsInGroup).Select(chunk =>
        {
            var rows = chunk.SelectMany(list => list.Items, (list, item) => (list.User, list.UserKey, Item: item)).ToArray();
            return (IReadOnlyList<Column>)
            [
                Ids("user", rows, row => row.User, row => row.UserKey),
                new("rank", Array.ConvertAll(rows, row => row.Item.Rank)),
                Ids("item", rows, row => row.Item.Item, row => row.Item.ItemKey),
                new("title", Array.ConvertAll(rows, row => row.Item.Title)),
                new("genres", Array.ConvertAll(rows, row => string.Join('|', row.Item.Genres))),
                new("score", Array.ConvertAll(rows, row => row.Item.Score)),
            ];
        });

    /// <summary>Raw ids: a column of numbers, or of texts where they are texts.</summary>
    internal static Column Ids<T>(string name, T[] rows, Converter<T, int> number, Converter<T, string?> text) =>
        new(name, rows.Length > 0 && text(rows[0]) is not null ? Array.ConvertAll(rows, text) : Array.ConvertAll(rows, number));
}

/// <summary>What an agent has learned, as tables.</summary>
internal static class WeightTable
{
    /// <summary>Every weight, a row each: <c>name,row,column,value</c>. A bias has row 0.</summary>
    /// <returns>A group a parameter.</returns>
    public static IEnumerable<IReadOnlyList<Column>> OfAgent(ActorCritic networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        foreach (var parameter in networks.Parameters.Parameters)
        {
            var (values, columns) = (parameter.Value.Span.ToArray(), parameter.Shape.Columns);
            yield return
            [
                new("name", Array.ConvertAll(values, _ => parameter.Name)),
                new("row", values.Select((_, place) => place / columns).ToArray()),
                new("column", values.Select((_, place) => place % columns).ToArray()),
                new("value", values),
            ];
        }
    }

    /// <summary>Every vector, a row each: <c>kind</c> (user or item), raw <c>id</c>, <c>fitted</c> (1, or 0 for an item that has
    /// no training row) and the coordinates <c>v0</c>, <c>v1</c> and so on.</summary>
    /// <returns>Users, then items.</returns>
    public static IEnumerable<IReadOnlyList<Column>> OfVectors(EmbeddingTable vectors, RatingDataset data)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(data);
        var areTexts = data.Users[0].Key is not null || data.Items[0].Key is not null;
        Array users = areTexts ? data.Users.Select(user => user.Label).ToArray() : data.Users.Select(user => user.Id).ToArray();
        Array items = areTexts ? data.Items.Select(item => item.Label).ToArray() : data.Items.Select(item => item.Id).ToArray();
        yield return Group("user", users, [.. Enumerable.Repeat(1, users.Length)], vectors.Users);
        yield return Group("item", items, Array.ConvertAll(vectors.Fitted, fitted => fitted ? 1 : 0), vectors.Items);
    }

    private static Column[] Group(string kind, Array ids, int[] fitted, Tensors.Tensor vectors) =>
    [
        new("kind", Enumerable.Repeat(kind, ids.Length).ToArray()), new("id", ids), new("fitted", fitted),
        .. Enumerable.Range(0, vectors.Shape.Columns).Select(axis =>
            new Column($"v{axis}", Enumerable.Range(0, ids.Length).Select(row => vectors.Row(row)[axis]).ToArray())),
    ];
}
