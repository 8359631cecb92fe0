namespace Drr.Tensors;

/// <summary>Elementary functions from additions, multiplications and divisions alone, which every processor rounds the same.
/// Those of <see cref="Math"/> are the C library's, whose last digits differ between systems and processors; a seed that is to
/// give the same training everywhere cannot use them. Errors stay below 4 units in the last place.</summary>
public static class Elementary
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln2High = 0.69314718036912381649; // Ln2 in two parts: a small integer times the first is exact
    private const double Ln2Low = 1.9082149292705877e-10;

    private static readonly double[] s_inverses = [.. Enumerable.Range(0, 22).Select(k => 1.0 / k)];
    private static readonly double[] s_inverseFactorials = InverseFactorials(23);

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">At least the smallest normal number; the logarithm of 0 is -infinity, that of infinity infinity.</param>
    public static double Log(double x)
    {
        if (!(x > 0 && double.IsFinite(x)))
        {
            return x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        }

        // x = m·2ᵉ with m near 1; with s = (m - 1) / (m + 1), at most 0.172 in size, ln m = 2·(s + s³/3 + s⁵/5 + ...).
        var exponent = Math.ILogB(x);
        var m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951)
        {
            (m, exponent) = (m / 2, exponent + 1);
        }

        var s = (m - 1) / (m + 1);
        var (square, sum) = (s * s, 0.0);
        for (var power = 21; power > 1; power -= 2)
        {
            sum = (sum * square) + s_inverses[power];
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2 * (s + (s * square * sum))));
    }

    /// <summary>eˣ; 0 below -745, infinity above 709.78.</summary>
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 746))
        {
            return x < 0 ? 0 : x > 0 ? double.PositiveInfinity : double.NaN;
        }

        // x = n·ln 2 + r with |r| at most 0.347, and eˣ = 2ⁿ·(1 + r + r²/2! + ...).
        var n = Math.Round(x / Ln2);
        var r = x - (n * Ln2High) - (n * Ln2Low);
        return Math.ScaleB(Series(r, 13, step: 1), (int)n);
    }

    /// <summary>xʸ for x of 0 or more; its relative error grows with |y·ln x|.</summary>
    public static double Pow(double x, double y) =>
        y == 0 || x == 1 ? 1 : x == 0 ? (y > 0 ? 0 : double.PositiveInfinity) : Exp(y * Log(x));

    /// <summary>The cosine of that many turns, cos(2·pi·turns).</summary>
    /// <param name="turns">Up to 2⁵⁰ in size.</param>
    public static double CosineOfTurns(double turns)
    {
        var halfTurns = Math.Round(2 * turns);
        var angle = 2 * Math.PI * (turns - (halfTurns / 2)); // in ±pi/2
        var cosine = Series(-angle * angle, 22, step: 2);
        return halfTurns % 2 == 0 ? cosine : -cosine;
    }

    /// <summary>1 + x/step! + x²/(2·step)! + ..., up to the factorial of <paramref name="last"/>.</summary>
    private static double Series(double x, int last, int step)
    {
        var sum = s_inverseFactorials[last];
        for (var k = last - step; k >= 0; k -= step)
        {
            sum = (sum * x) + s_inverseFactorials[k];
        }

        return sum;
    }

    private static double[] InverseFactorials(int count)
    {
        var values = new double[count];
        var factorial = 1.0;
        for (var k = 0; k < count; k++)
        {
            factorial *= Math.Max(k, 1);
            values[k] = 1 / factorial;
        }

        return values;
    }
}
