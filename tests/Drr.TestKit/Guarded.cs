namespace Drr.TestKit;

/// <summary>A copy of some values between canaries, elements that whoever works on the values must not touch.</summary>
public sealed class Guarded
{
    private const float Canary = -987654.25f;
    private const int Margin = 64; // more than any vector or tile could overshoot by one row
    private readonly float[] _buffer;
    private readonly int _start, _length;

    /// <param name="values">Copied.</param>
    /// <param name="shift">Elements by which the values are moved in memory, so that their alignment differs.</param>
    public Guarded(ReadOnlySpan<float> values, int shift = 0)
    {
        (_start, _length) = (Margin + shift, values.Length);
        _buffer = new float[_start + _length + Margin];
        Array.Fill(_buffer, Canary);
        values.CopyTo(Span);
    }

    /// <summary>The values.</summary>
    public Span<float> Span => _buffer.AsSpan(_start, _length);

    /// <exception cref="InvalidOperationException">A canary is gone.</exception>
    public void AssertIntact()
    {
        if (_buffer.AsSpan(0, _start).ContainsAnyExcept(Canary) || _buffer.AsSpan(_start + _length).ContainsAnyExcept(Canary))
        {
            throw new InvalidOperationException($"Something was written outside the {_length} values.");
        }
    }
}
