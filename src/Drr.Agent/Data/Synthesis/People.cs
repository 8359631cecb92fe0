using System.Globalization;
using Drr.Agent.Data.Formats;
using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>The users of an invented data set: who they are, what they like, how much they rate.</summary>
internal sealed class People
{
    private const int Least = 20; // ratings of a user where there are enough, as in MovieLens
    private const double Spread = 0.9; // of the logarithm of activity
    private const double MaleShare = 0.7;
    private const double TasteBlur = 0.5; // how far a taste strays from the favourite genres
    private const double CrowdPull = 0.35; // how far age and gender make the taste

    private static readonly int[] s_ages = [1, 18, 25, 35, 45, 50, 56]; // the groups of ML-1M
    private static readonly double[] s_ageShares = [0.04, 0.18, 0.35, 0.20, 0.09, 0.08, 0.06];

    public People(SyntheticOptions options, Vectors genres, Rng rng)
    {
        var count = options.Users;
        (Tastes, Severity) = (new(count, options.Factors), new double[count]);
        var crowds = Vectors.Random(s_ages.Length + 2, options.Factors, rng.Fork("crowds"));
        var users = new User[count];
        for (var user = 0; user < count; user++)
        {
            var (age, isMale) = (DrawAge(rng), rng.NextDouble() < MaleShare);
            var zip = rng.NextInt(100_000).ToString("D5", CultureInfo.InvariantCulture);
            var occupation = Occupations.Words[rng.NextInt(Occupations.Words.Count)];
            users[user] = new(user + 1, isMale ? "M" : "F", s_ages[age], occupation, zip);
            Tastes.Add(user, 1, genres[rng.NextInt(options.Genres)]);
            Tastes.Add(user, 0.6, genres[rng.NextInt(options.Genres)]);
            Tastes.Add(user, CrowdPull, crowds[age]);
            Tastes.Add(user, CrowdPull, crowds[s_ages.Length + (isMale ? 1 : 0)]);
            Tastes.AddNoise(user, TasteBlur, rng);
            Tastes.Normalise(user);
            Severity[user] = rng.NextGaussian();
        }

        Users = users;
        Activity = Share(options, rng.Fork("activity"));
    }

    public IReadOnlyList<User> Users { get; }

    public Vectors Tastes { get; }

    /// <summary>Standard normal; how far a user's stars lie below the average.</summary>
    public double[] Severity { get; }

    /// <summary>Ratings of each user; they sum to what was asked for.</summary>
    public int[] Activity { get; }

    private static int DrawAge(Rng rng)
    {
        var (age, left) = (0, rng.NextDouble());
        while (age < s_ageShares.Length - 1 && (left -= s_ageShares[age]) > 0)
        {
            age++;
        }

        return age;
    }

    // Log-normal, at most half of the catalogue each.
    private static int[] Share(SyntheticOptions options, Rng rng)
    {
        var (users, most) = (options.Users, options.Items / 2);
        var least = Math.Min(Math.Min(Least, options.Ratings / users), most);
        var weights = new double[users];
        foreach (ref var weight in weights.AsSpan())
        {
            weight = Elementary.Exp(Spread * rng.NextGaussian());
        }

        var (total, spare) = (weights.Sum(), options.Ratings - (users * least));
        var activity = new int[users];
        var given = 0;
        for (var user = 0; user < users; user++)
        {
            activity[user] = Math.Min(least + (int)(spare * (weights[user] / total)), most);
            given += activity[user];
        }

        for (var user = 0; given < options.Ratings; user = (user + 1) % users) // what rounding and the bound left over
        {
            if (activity[user] < most)
            {
                activity[user]++;
                given++;
            }
        }

        return activity;
    }
}
