using Drr.Agent;

namespace Drr.Export.Tables;

/// <summary>Users' lists as a table, a row an item: raw ids, title and genres as the data set spells them.</summary>
public static class RecommendationTable
{
    private const int ListsInGroup = 4096;

    /// <summary>The table in groups of some thousand lists, made as they are asked for.</summary>
    public static IEnumerable<IReadOnlyList<Column>> Groups(IEnumerable<RecommendationList> lists) =>
        lists.Chunk(ListsInGroup).Select(chunk =>
        {
            var rows = chunk.SelectMany(list => list.Items, (list, item) => (list.User, Item: item)).ToArray();
            return (IReadOnlyList<Column>)
            [
                new("user", Array.ConvertAll(rows, row => row.User)),
                new("rank", Array.ConvertAll(rows, row => row.Item.Rank)),
                new("item", Array.ConvertAll(rows, row => row.Item.Item)),
                new("title", Array.ConvertAll(rows, row => row.Item.Title)),
                new("genres", Array.ConvertAll(rows, row => string.Join('|', row.Item.Genres))),
                new("score", Array.ConvertAll(rows, row => row.Item.Score)),
            ];
        });
}
