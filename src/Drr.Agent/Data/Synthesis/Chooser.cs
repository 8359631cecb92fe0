using Drr.Tensors;

namespace Drr.Agent.Data.Synthesis;

/// <summary>Which films a user rates: the user meets films by popularity and picks by taste.</summary>
internal sealed class Chooser(SyntheticOptions options, Films films, Rng rng)
{
    private const int MetForEach = 8; // films met for each one rated
    private const int Patience = 20; // draws for each film to be met

    private readonly int[] _met = new int[options.Items];
    private readonly double[] _score = new double[options.Items];
    private readonly int[] _metBy = new int[options.Items]; // the latest user, numbered from 1, to meet a film
    private int _user;

    /// <summary>Distinct films in random order; the span is valid until the next call.</summary>
    public ReadOnlySpan<int> Choose(ReadOnlySpan<float> taste, int count)
    {
        var met = count * (long)MetForEach * 2 < options.Items && MeetSome(count * MetForEach) ? count * MetForEach : MeetAll();
        for (var i = 0; i < met; i++)
        {
            // Taking the highest of score + Gumbel noise is drawing without replacement in proportion to exp(score).
            var liking = options.TasteStrength * Vectors.Dot(taste, films.Vectors[_met[i]]);
            _score[i] = -(_score[i] + liking - Elementary.Log(-Elementary.Log(1 - rng.NextDouble())));
        }

        Array.Sort(_score, _met, 0, met);
        rng.Shuffle(_met.AsSpan(0, count));
        return _met.AsSpan(0, count);
    }

    // Few of many, by popularity; false where popularity is so uneven that drawing that many different ones takes too long.
    private bool MeetSome(int count)
    {
        _user++;
        var met = 0;
        for (var draw = 0; met < count && draw < count * Patience; draw++)
        {
            var film = films.Meet(rng);
            if (_metBy[film] != _user)
            {
                (_metBy[film], _met[met], _score[met]) = (_user, film, 0); // drawing has accounted for popularity
                met++;
            }
        }

        return met == count;
    }

    private int MeetAll()
    {
        for (var film = 0; film < _met.Length; film++)
        {
            (_met[film], _score[film]) = (film, Elementary.Log(films.Popularity[film]));
        }

        return _met.Length;
    }
}
