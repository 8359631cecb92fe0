using System.Numerics;

namespace Drr.Tensors;

/// <summary>xoshiro256**, a small fast generator whose whole state is four words, so that a run can be saved
/// and resumed exactly.</summary>
/// <remarks>Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2021). Seeded through
/// SplitMix64, as they advise. Not for cryptography, and not safe for use from several threads at once: give each
/// thread a <see cref="Fork"/>.</remarks>
public sealed class Rng
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>A generator for <paramref name="seed"/>; the same seed gives the same numbers on every machine.</summary>
    public Rng(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>A generator that goes on from a saved <see cref="State"/>.</summary>
    public Rng(RngState state) => State = state;

    /// <summary>The four words; setting them continues the sequence from there.</summary>
    /// <exception cref="ArgumentException">All four words are zero, from which the generator never leaves.</exception>
    public RngState State
    {
        get => new(_s0, _s1, _s2, _s3);
        set => (_s0, _s1, _s2, _s3) = value == default
            ? throw new ArgumentException("An all-zero state is not a state of xoshiro256**.", nameof(value))
            : (value.S0, value.S1, value.S2, value.S3);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, 1), a multiple of 2^-24.</summary>
    public float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <summary>Uniform over 0 .. <paramref name="bound"/> - 1 without bias (Lemire's multiply and reject).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var threshold = unchecked(0UL - (ulong)bound) % (ulong)bound;
        while (true)
        {
            var high = Math.BigMul(NextUInt64(), (ulong)bound, out var low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Standard normal, by Box and Muller; the second of each pair is not kept, so that the
    /// state stays four words.</summary>
    public double NextGaussian() =>
        Math.Sqrt(-2 * Elementary.Log(1 - NextDouble())) * Elementary.CosineOfTurns(NextDouble());

    /// <summary>Puts <paramref name="values"/> into a uniformly random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>A generator of its own for a named purpose; it depends on this one's state and the name, and leaves this one
    /// unmoved, so that adding a consumer does not disturb the numbers that others draw.</summary>
    public Rng Fork(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var hash = 14695981039346656037UL; // FNV-1a, because string.GetHashCode differs from run to run
        foreach (var c in purpose)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= _s0 ^ BitOperations.RotateLeft(_s1, 16) ^ BitOperations.RotateLeft(_s2, 32) ^ BitOperations.RotateLeft(_s3, 48);
        return new Rng(hash);
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>The four state words of <see cref="Rng"/>.</summary>
public readonly record struct RngState(ulong S0, ulong S1, ulong S2, ulong S3);
