using Drr.Tensors;

namespace Drr.Autodiff;

/// <summary>All parameters of a model in one flat buffer, and their gradients in another: an optimiser step, a soft update
/// or a copy of the whole model is then one pass over one slice of memory.</summary>
public sealed class ParameterSet
{
    private readonly List<Parameter> _parameters = [];
    private float[] _values = [];
    private float[] _gradients = [];
    private bool _sealed;

    /// <summary>The parameters in the order in which they were added, which is their order in memory.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Every value. Reading this fixes the layout: no parameter can be added afterwards.</summary>
    public Span<float> Values => Seal()._values;

    /// <summary>Every gradient, laid out as <see cref="Values"/>.</summary>
    public Span<float> Gradients => Seal().GradientsOf(_parameters);

    /// <summary>Adds a parameter of zeros.</summary>
    /// <param name="name">Unique in the set; groups are path prefixes, such as <c>critic/</c>.</param>
    /// <param name="shape">Its extents.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The layout is fixed already.</exception>
    public Parameter Add(string name, Shape shape)
    {
        if (_sealed)
        {
            throw new InvalidOperationException($"Parameter '{name}' comes too late: the set's buffers are in use.");
        }

        if (_parameters.Exists(p => p.Name == name))
        {
            throw new ArgumentException($"The set has a parameter '{name}' already.", nameof(name));
        }

        var start = _values.Length;
        Array.Resize(ref _values, start + shape.Length);
        Array.Resize(ref _gradients, start + shape.Length);
        _parameters.ForEach(p => p.Rebind(_values, _gradients));
        var parameter = new Parameter(this, name, start, new Tensor(shape, _values, start), new Tensor(shape, _gradients, start));
        _parameters.Add(parameter);
        return parameter;
    }

    /// <summary>The range of the flat buffers that holds the parameters under <paramref name="prefixes"/>, which
    /// must lie side by side.</summary>
    /// <exception cref="ArgumentException">There are none, or others lie between them.</exception>
    public ParameterRange Range(params ReadOnlySpan<string> prefixes)
    {
        List<Parameter> found = [];
        foreach (var parameter in Seal()._parameters)
        {
            if (StartsWithAny(parameter.Name, prefixes))
            {
                found.Add(parameter);
            }
        }

        var length = found.Sum(p => p.Shape.Length);
        return length > 0 && length == found[^1].Start + found[^1].Shape.Length - found[0].Start
            ? new ParameterRange(this, [.. found], found[0].Start, length)
            : throw new ArgumentException(
                $"The parameters under '{string.Join("', '", prefixes)}' are not one range of the set.", nameof(prefixes));
    }

    /// <summary>Makes every gradient zero.</summary>
    public void ZeroGradients() => ForgetGradients(_parameters);

    /// <summary>A hard copy of every value of <paramref name="source"/>.</summary>
    /// <exception cref="ArgumentException">The sets are laid out differently.</exception>
    public void CopyFrom(ParameterSet source)
    {
        MustBeLaidOutAs(source);
        source.Values.CopyTo(Values);
    }

    /// <summary>From here on the values are those of <paramref name="source"/>, in its memory; gradients stay apart. Call
    /// it before recording.</summary>
    /// <exception cref="ArgumentException">The sets are laid out differently.</exception>
    /// <exception cref="InvalidOperationException">The layout is fixed already: the old values may be in use.</exception>
    public void ShareValuesOf(ParameterSet source)
    {
        MustBeLaidOutAs(source);
        if (_sealed)
        {
            throw new InvalidOperationException("The set's values are in use; share others before that.");
        }

        _values = source.Seal()._values;
        Seal()._parameters.ForEach(p => p.Rebind(_values, _gradients));
    }

    private void MustBeLaidOutAs(ParameterSet source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!_parameters.Select(p => (p.Name, p.Shape)).SequenceEqual(source._parameters.Select(p => (p.Name, p.Shape))))
        {
            throw new ArgumentException("The two sets hold different parameters.", nameof(source));
        }
    }

    /// <summary>All gradients in memory; those of <paramref name="parameters"/> that count as zero are cleared first.</summary>
    internal Span<float> GradientsOf(IReadOnlyList<Parameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            _ = parameters[i].Gradient;
        }

        return _gradients;
    }

    internal static void ForgetGradients(IReadOnlyList<Parameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            parameters[i].ForgetGradient();
        }
    }

    internal ParameterSet Seal()
    {
        _sealed = true;
        return this;
    }

    private static bool StartsWithAny(string name, ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A contiguous range of a <see cref="ParameterSet"/>: what one optimiser moves.</summary>
public sealed class ParameterRange
{
    private readonly ParameterSet _set;
    private readonly Parameter[] _parameters;

    internal ParameterRange(ParameterSet set, Parameter[] parameters, int start, int length) =>
        (_set, _parameters, Start, Length) = (set, parameters, start, length);

    /// <summary>Where the range begins in the set.</summary>
    public int Start { get; }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The values; shared with the set.</summary>
    public Span<float> Values => _set.Values.Slice(Start, Length);

    /// <summary>The gradients; shared with the set.</summary>
    public Span<float> Gradients => _set.GradientsOf(_parameters).Slice(Start, Length);

    /// <summary>Makes the gradients of this range zero.</summary>
    public void ZeroGradients() => ParameterSet.ForgetGradients(_parameters);
}
