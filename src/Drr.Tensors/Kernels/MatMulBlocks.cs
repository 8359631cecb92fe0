using System.Runtime.CompilerServices;
using Drr.Tensors.Kernels.Simd;

namespace Drr.Tensors.Kernels;

/// <summary>Covers a matrix product with tiles, in blocks that fit the caches (Goto and van de Geijn 2008).</summary>
/// <remarks>A tile that would stick out at the right or bottom moves back inside and computes some elements of its neighbour
/// again, to the same bits, so there are no masks and no loops over single elements.</remarks>
internal static class MatMulBlocks<TSimd, TVector> where TSimd : struct, ISimd<TVector> where TVector : struct
{
    private const int BlockSteps = 320; // of k: a panel of two vectors takes 40 KB, about a first-level cache
    private const int BlockRows = 252; // with as many steps a third of a second-level cache of 1 MB
    private const int LowestTile = 4; // fewer rows go one by one
    private const int TilesThatPay = 4; // that read a panel of B and so make up for copying it together

    /// <summary>C = A·B, put there as <paramref name="store"/> says.</summary>
    /// <param name="a">[m, k]</param> <param name="b">[k, n]</param> <param name="m">Rows.</param>
    /// <param name="k">Steps, at least 1.</param>
    /// <param name="n">Columns.</param> <param name="c">[m, n], contiguous rows.</param>
    /// <param name="store">How the sums get into C.</param>
    public static void Run(Strided a, Strided b, int m, int k, int n, Strided c, MatMulStore store)
    {
        if (m < LowestTile && b.Row == 1 && b.Column != 1)
        {
            for (var i = 0; i < m; i++)
            {
                MatMulDots.Run(ref a[i, 0], ref b[0, 0], k, n, ref c[i, 0], store.Accumulate); // A·Bᵀ ends with the sum
            }

            return;
        }

        var steps = DivideUp(k, DivideUp(k, BlockSteps));
        for (var p = 0; p < k; p += steps)
        {
            for (int i = 0, rows; i < m; i += rows)
            {
                rows = Math.Min(BlockRows, m - i);
                var ofSteps = store.OfSteps(first: p == 0, last: p + steps >= k);
                RunBlock(a.From(i, p), b.From(p, 0), rows, Math.Min(steps, k - p), n, c.From(i, 0), ofSteps);
            }
        }
    }

    private static void RunBlock(Strided a, Strided b, int rows, int steps, int n, Strided c, MatMulStore store)
    {
        var pack = b.Column != 1 || n < TSimd.Count
            || (rows >= TilesThatPay * TSimd.TileRows && MatMulPacking.Collides(b.Row, steps));
        if (rows >= LowestTile && MatMulPacking.Collides(Math.Max(a.Row, a.Column), a.Column == 1 ? TSimd.TileRows : steps))
        {
            a = MatMulPacking.Block(a, rows, steps);
        }

        for (int j = 0, width; j < n; j += width)
        {
            var vectors = Vectors(rows, n, n - j);
            width = vectors * TSimd.Count;
            var start = Math.Max(0, Math.Min(j, n - width));
            var columns = Math.Min(n, width);
            var panel = b.From(0, start);
            if (pack)
            {
                panel = MatMulPacking.Panel<TSimd, TVector>(panel, steps, columns, width);
            }

            RunPanel(a, panel, rows, steps, c.From(0, start), vectors, j - start, columns, store.From(start));
        }
    }

    /// <summary>A panel of columns one tile wide: the first <paramref name="skipColumns"/> are in C already, those from
    /// <paramref name="columns"/> on are padding.</summary>
    private static void RunPanel(
        Strided a, Strided b, int rows, int steps, Strided c, int vectors, int skipColumns, int columns, MatMulStore store)
    {
        var tiles = columns == vectors * TSimd.Count && (!store.Accumulate || skipColumns == 0) ? TallestTiles(rows) : 0;
        if (tiles > 0)
        {
            RunTiles(a, b, steps, c, TSimd.TileRows, vectors, store, tiles); // in one call: most of a product
        }

        for (int i = tiles * TSimd.TileRows, height; i < rows; i += height)
        {
            height = Height(rows, rows - i);
            var start = Math.Min(i, rows - height);
            var tileA = a.From(start, 0);
            var tileC = c.From(start, 0);
            if (columns == vectors * TSimd.Count && (!store.Accumulate || (skipColumns == 0 && start == i)))
            {
                RunTiles(tileA, b, steps, tileC, height, vectors, store);
            }
            else
            {
                RunEdge(tileA, b, steps, tileC, height, vectors, i - start, skipColumns, columns, store);
            }
        }
    }

    /// <summary>A tile of which C gets a part: by way of a buffer, because what is there already
    /// must not be added twice.</summary>
    [SkipLocalsInit]
    private static void RunEdge(
        Strided a, Strided b, int steps, Strided c, int height, int vectors, int skipRows, int skipColumns, int columns,
        MatMulStore store)
    {
        Span<float> buffer = stackalloc float[12 * 2 * 16];
        var tile = new Strided(ref buffer[0], vectors * TSimd.Count, 1);
        RunTiles(a, b, steps, tile, height, vectors, new MatMulStore(accumulate: false));
        for (var i = skipRows; i < height; i++)
        {
            if (columns == vectors * TSimd.Count)
            {
                for (var j = 0; j < columns; j += TSimd.Count)
                {
                    store.PutRest<TSimd, TVector>(TSimd.Load(ref tile[i, j]), j, ref c[i, j], skipColumns - j);
                }
            }
            else
            {
                for (var j = 0; j < columns; j++)
                {
                    store.Put<Simd32, float>(tile[i, j], j, ref c[i, j]);
                }
            }
        }
    }

    /// <summary>Tiles under one another.</summary>
    private static void RunTiles(
        Strided a, Strided b, int steps, Strided c, int height, int vectors, MatMulStore store, int tiles = 1)
    {
        switch (height, vectors)
        {
            case (12, 2): Run<Twelve, Two>(a, b, steps, c, store, tiles); break;
            case (12, 1): Run<Twelve, One>(a, b, steps, c, store, tiles); break;
            case (8, 2): Run<Eight, Two>(a, b, steps, c, store, tiles); break;
            case (8, 1): Run<Eight, One>(a, b, steps, c, store, tiles); break;
            case (6, 2): Run<Six, Two>(a, b, steps, c, store, tiles); break;
            case (6, 1): Run<Six, One>(a, b, steps, c, store, tiles); break;
            case (4, 2): Run<Four, Two>(a, b, steps, c, store, tiles); break;
            case (4, 1): Run<Four, One>(a, b, steps, c, store, tiles); break;
            case (1, 8): RunRow<Eight>(a, b, steps, c, store); break;
            case (1, 4): RunRow<Four>(a, b, steps, c, store); break;
            case (1, 2): RunRow<Two>(a, b, steps, c, store); break;
            default: RunRow<One>(a, b, steps, c, store); break;
        }
    }

    private static void Run<TRows, TVectors>(Strided a, Strided b, int steps, Strided c, MatMulStore store, int tiles)
        where TRows : struct, IConstant
        where TVectors : struct, IConstant =>
        MatMulTile<TSimd, TVector>.Run<TRows, TVectors>(
            ref a[0, 0], a.Row, a.Column, ref b[0, 0], b.Row, steps, ref c[0, 0], c.Row, store, tiles);

    private static void RunRow<TVectors>(Strided a, Strided b, int steps, Strided c, MatMulStore store)
        where TVectors : struct, IConstant =>
        MatMulTile<TSimd, TVector>.RunRow<TVectors>(ref a[0, 0], a.Column, ref b[0, 0], b.Row, steps, ref c[0, 0], store);

    /// <summary>How many tallest tiles the rows that are left begin with: two tiles of four rows finish 7 or 8 rows, where six
    /// and four would compute two rows again.</summary>
    private static int TallestTiles(int left) =>
        (left / TSimd.TileRows) - (TSimd.TileRows == 6 && left > 6 && left % 6 is 1 or 2 ? 1 : 0);

    /// <summary>The height of the next tile for the rows that are left.</summary>
    private static int Height(int rows, int left) =>
        rows < LowestTile ? 1
        : TallestTiles(left) > 0 ? TSimd.TileRows
        : left > LowestTile && left <= TSimd.TileRows && rows >= 8 ? Math.Min(TSimd.TileRows, 8)
        : LowestTile;

    /// <summary>The widest tile that fits n columns and of which more than half is still wanted.</summary>
    private static int Vectors(int rows, int n, int left)
    {
        var vectors = rows < LowestTile ? 8 : 2;
        while (vectors > 1 && (vectors * TSimd.Count > n || vectors / 2 * TSimd.Count >= left))
        {
            vectors /= 2;
        }

        return vectors;
    }

    private static int DivideUp(int x, int y) => (x + y - 1) / y;
}
