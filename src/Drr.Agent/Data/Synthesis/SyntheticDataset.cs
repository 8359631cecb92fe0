using System.ComponentModel.DataAnnotations;
using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>Invented data sets with something to learn: what a user rates follows from popularity and taste, how many stars from
/// quality and taste, and a taste shows in the first few ratings. Time and memory grow with the number of ratings.</summary>
public static class SyntheticDataset
{
    private const long FirstDay = 10_957; // 2000-01-01, in days since 1970
    private const int JoiningDays = 730;
    private const int Day = 86_400;

    // In parts of the way from the lowest star to the highest.
    private const double MeanStars = 0.47, SeveritySpread = 0.1, QualitySpread = 0.12, TasteSpread = 0.35, NoiseSpread = 0.2;

    /// <summary>A data set; users are numbered as they join, so that the last by id are the newest.</summary>
    /// <exception cref="ArgumentException">A size is out of range, or the ratings are fewer than users or more than half of all
    /// pairs.</exception>
    public static RatingDataset Generate(SyntheticOptions? options = null)
    {
        options ??= new();
        Check(options);
        var rng = new Rng(options.Seed).Fork("synthetic data");
        var genres = Vectors.Random(options.Genres, options.Factors, rng.Fork("genres"));
        var films = new Films(options, genres, rng.Fork("films"));
        var people = new People(options, genres, rng.Fork("people"));
        var ratings = new List<Rating>(options.Ratings);
        var (choosing, rating, time) = (rng.Fork("choices"), rng.Fork("stars"), rng.Fork("times"));
        var chooser = new Chooser(options, films, choosing);
        for (var user = 0; user < options.Users; user++)
        {
            var taste = people.Tastes[user];
            var joined = ((FirstDay + ((long)user * JoiningDays / options.Users)) * Day) + Timeline.Evening(time);
            var timeline = new Timeline(joined, time);
            foreach (var film in chooser.Choose(taste, people.Activity[user]))
            {
                var liking = MeanStars - (SeveritySpread * people.Severity[user]) + (QualitySpread * films.Quality[film])
                    + (TasteSpread * Vectors.Dot(taste, films.Vectors[film])) + (NoiseSpread * rating.NextGaussian());
                var stars = options.Scale.Nearest(options.Scale.Min + (liking * (options.Scale.Max - options.Scale.Min)));
                ratings.Add(new(user, film, stars, timeline.Next()));
            }
        }

        return new("synthetic", people.Users, films.Items, ratings, options.Scale);
    }

    private static void Check(SyntheticOptions options)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
        {
            throw new ArgumentException(string.Join(' ', faults.Select(fault => fault.ErrorMessage)), nameof(options));
        }

        var most = (long)options.Users * (options.Items / 2);
        if (options.Ratings < options.Users || options.Ratings > most)
        {
            throw new ArgumentException(
                $"{options.Users} users, {options.Items} films allow {options.Users} to {most} ratings, not {options.Ratings}.",
                nameof(options));
        }
    }
}

/// <summary>An invented data set's size and nature. The defaults are small enough to train on in under a minute.</summary>
public sealed record SyntheticOptions
{
    private const string AtLeast = "{0} must be {1} or more.";

    /// <summary>Users, 1 or more.</summary>
    [Range(1, int.MaxValue, ErrorMessage = AtLeast)]
    public int Users { get; init; } = 800;

    /// <summary>Films, 2 or more.</summary>
    [Range(2, int.MaxValue, ErrorMessage = AtLeast)]
    public int Items { get; init; } = 600;

    /// <summary>Ratings: from one a user to half of all pairs of user and film.</summary>
    [Range(1, int.MaxValue, ErrorMessage = AtLeast)]
    public int Ratings { get; init; } = 40_000;

    /// <summary>Genres, 2 to 18.</summary>
    [Range(2, 18)]
    public int Genres { get; init; } = 12;

    /// <summary>Dimensions of taste, 2 or more: the rank of what there is to learn.</summary>
    [Range(2, 1_000)]
    public int Factors { get; init; } = 8;

    /// <summary>How far taste decides what a user rates, 0 or more: of two equally popular films, the one in the direction of the
    /// taste is picked exp(this) times as often as the one across it.</summary>
    [Range(0.0, 20.0)]
    public double TasteStrength { get; init; } = 5;

    /// <summary>How fast popularity falls with rank; 0 makes all films alike, 1 is Zipf's law.</summary>
    [Range(0.0, 3.0)]
    public double PopularityExponent { get; init; } = 1;

    /// <summary>The values that ratings take.</summary>
    public RatingScale Scale { get; init; } = RatingScale.WholeStars;

    /// <summary>Seed of every random choice.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>When a user rates: a long first session on the day of joining, shorter ones days apart, in the evening.</summary>
internal sealed class Timeline(long joined, Rng rng)
{
    private const int Day = 86_400, Hour = 3_600;
    private const double MeanFirstSession = 40, MeanSession = 10; // ratings
    private const double MeanGap = 12; // days
    private const double MeanPause = 25; // seconds

    private long _day = joined / Day;
    private long _now = joined;
    private int _left = 1 + (int)Exponential(MeanFirstSession, rng);

    /// <summary>The time of the next rating, in seconds since 1970; later than the one before.</summary>
    public long Next()
    {
        if (_left-- == 0)
        {
            _left = (int)Exponential(MeanSession, rng);
            _day = Math.Max(_day, _now / Day) + 1 + (long)Exponential(MeanGap, rng);
            _now = Math.Max(_now, (_day * Day) + Evening(rng));
        }

        return _now += 1 + (long)Exponential(MeanPause, rng);
    }

    /// <summary>Seconds after midnight, around eight in the evening.</summary>
    public static long Evening(Rng rng) => ((long)((20 + (4 * rng.NextGaussian())) * Hour) % Day + Day) % Day;

    private static double Exponential(double mean, Rng rng) => -mean * Elementary.Log(1 - rng.NextDouble());
}
