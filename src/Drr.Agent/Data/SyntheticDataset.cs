using System.ComponentModel.DataAnnotations;
using Drr.Agent.Data.Synthesis;
using Drr.Tensors;

namespace Drr.Agent.Data;

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
