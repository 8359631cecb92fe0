using System.Globalization;
using Drr.Agent.Embeddings;
using Drr.Agent.LinearAlgebra;
using Drr.Tensors;
using Drr.Tensors.Kernels;
using Drr.Web.Contracts;

namespace Drr.Web.Serving;

/// <summary>The films' vectors as a visitor can see them: places on a map, looks of covers, neighbours. Computed once for an
/// agent; the same vectors give the same map.</summary>
internal sealed class FilmMap
{
    private const int LookAxes = 8; // numbers that a cover is composed of
    private const int Cells = 20, Blur = 2; // of the grid that finds regions, along each side
    private const double Doubt = 4; // films of no genre in every cell: a few of one genre alone make no region
    private const float LeastGap = 0.16f; // between the middles of two regions
    private readonly PrincipalAxes? _axes;
    private readonly float[] _scale = [1, 1];
    private readonly Tensor _units; // [films, k]: vectors made one long
    private readonly bool[] _fitted;
    private readonly float[][] _places; // of each film, empty for those without a vector

    public FilmMap(EmbeddingTable vectors, Catalogue catalogue, string version)
    {
        _fitted = vectors.Fitted;
        _units = new Tensor(vectors.Items.Shape);
        _places = new float[_fitted.Length][];
        var axes = Math.Min(LookAxes, vectors.Size);
        _axes = _fitted.Contains(true) && axes >= 2 ? new(vectors.Items, _fitted, axes) : null;
        for (var film = 0; film < _fitted.Length; film++)
        {
            PrincipalAxes.Unit(vectors.Items.Row(film)).CopyTo(_units.Row(film));
            _places[film] = _fitted[film] && _axes is not null ? _axes.Place(vectors.Items.Row(film)) : [];
        }

        int[] placed = [.. Enumerable.Range(0, _places.Length).Where(film => _places[film].Length > 0)];
        if (placed.Length > 0)
        {
            _scale = [.. Enumerable.Range(0, 2).Select(axis => placed.Max(film => Math.Abs(_places[film][axis])))];
        }

        var numbers = catalogue.Genres.Index().ToDictionary(genre => genre.Item, genre => genre.Index);
        MapPoint[] points = [.. placed.Select(film => At(_places[film]))];
        var looks = Quantiles(placed);
        Films = [.. catalogue.Films.Select((film, place) => film with { Look = looks[place] })];
        Answer = new(
            version, _axes is null ? 0 : _axes.Shares.Take(2).Sum(), [.. placed.Select(film => catalogue.Films[film].Id)],
            [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], [.. placed.Select(film => catalogue.RatingsOf[film])],
            [.. placed.Select(film => catalogue.Films[film].Genres.Select(name => numbers[name]).DefaultIfEmpty(-1).Max())],
            catalogue.Genres, Regions(catalogue, placed, points));
    }

    /// <summary>The map, as it goes to the page.</summary>
    public FilmMapAnswer Answer { get; }

    /// <summary>By dense id, the films with their looks in this space.</summary>
    public IReadOnlyList<Film> Films { get; }

    /// <summary>Where a vector points.</summary>
    public MapPoint? Of(ReadOnlySpan<float> vector) => _axes is null ? null : At(_axes.Place(vector));

    /// <summary>(1 - cosine) / 2 of each film's vector and that of the state, the sum of its films' directions; <c>null</c> where
    /// the state has no film with a vector.</summary>
    public float[]? Distances(IEnumerable<int> state)
    {
        var middle = new float[_units.Shape.Columns];
        foreach (var film in state)
        {
            Arithmetic.Add(middle, _units.Row(film), middle);
        }

        middle = PrincipalAxes.Unit(middle);
        return Reductions.SumOfSquares(middle) == 0 ? null
            : [.. Enumerable.Range(0, _fitted.Length).Select(film => (1 - Reductions.Dot(_units.Row(film), middle)) / 2)];
    }

    /// <summary>The films nearest to one, by the cosine of their vectors.</summary>
    public IEnumerable<(int Film, float Cosine)> Nearest(int film, int count) => !_fitted[film] ? [] :
        Enumerable.Range(0, _fitted.Length).Where(other => other != film && _fitted[other])
            .Select(other => (Film: other, Cosine: Reductions.Dot(_units.Row(film), _units.Row(other))))
            .OrderByDescending(near => near.Cosine).ThenBy(near => near.Film).Take(count);

    private MapPoint At(float[] place) =>
        new(Rounded(place[0] / Math.Max(_scale[0], 1e-9f)), Rounded(place[1] / Math.Max(_scale[1], 1e-9f)));

    private static float Rounded(float value) => MathF.Round(value, 4);

    /// <summary>By dense id, each film's places along the axes as pairs of hexadecimal digits, spread evenly over 00 to ff; films
    /// that lie near each other have similar ones. <c>null</c> for films without a vector.</summary>
    private string?[] Quantiles(int[] placed)
    {
        var looks = new string?[_places.Length];
        for (var axis = 0; placed.Length > 0 && axis < _places[placed[0]].Length; axis++)
        {
            foreach (var (rank, film) in placed.OrderBy(film => _places[film][axis]).ThenBy(film => film).Index())
            {
                looks[film] += (rank * 256 / placed.Length).ToString("x2", CultureInfo.InvariantCulture);
            }
        }

        return looks;
    }

    /// <summary>A genre is at home where many films are its own, and most of those around: at the largest count x share of a
    /// grid's cell, each cell counted with those around it. Of two that would lie on one another the one with fewer films is
    /// left out.</summary>
    private static List<MapRegion> Regions(Catalogue catalogue, int[] placed, MapPoint[] points)
    {
        var all = new double[Cells * Cells];
        var homes = new List<(MapRegion Region, int Films)>();
        foreach (var point in points)
        {
            Count(point, all);
        }

        foreach (var genre in catalogue.Genres)
        {
            var own = new double[Cells * Cells];
            foreach (var (i, film) in placed.Index().Where(p => catalogue.Films[p.Item].Genres.Contains(genre)))
            {
                Count(points[i], own);
            }

            var best = Enumerable.Range(0, own.Length).MaxBy(cell => own[cell] * own[cell] / (all[cell] + Doubt));
            if (own[best] >= 1)
            {
                var (y, x) = Math.DivRem(best, Cells);
                homes.Add((new(genre, Middle(x), Middle(y)), placed.Count(f => catalogue.Films[f].Genres.Contains(genre))));
            }
        }

        var kept = new List<MapRegion>();
        foreach (var (region, _) in homes.OrderByDescending(home => home.Films))
        {
            if (!kept.Any(k => Math.Abs(k.X - region.X) < 2 * LeastGap && Math.Abs(k.Y - region.Y) < LeastGap))
            {
                kept.Add(region);
            }
        }

        return kept;
    }

    private static void Count(MapPoint point, double[] cells)
    {
        var (x, y) = (Cell(point.X), Cell(point.Y));
        for (var row = Math.Max(0, y - Blur); row <= Math.Min(Cells - 1, y + Blur); row++)
        {
            for (var column = Math.Max(0, x - Blur); column <= Math.Min(Cells - 1, x + Blur); column++)
            {
                cells[(row * Cells) + column] += 1.0 / (1 + ((row - y) * (row - y)) + ((column - x) * (column - x)));
            }
        }
    }

    private static int Cell(float at) => Math.Clamp((int)((at + 1) / 2 * Cells), 0, Cells - 1);

    private static float Middle(int cell) => (((cell + 0.5f) / Cells) * 2) - 1;
}
