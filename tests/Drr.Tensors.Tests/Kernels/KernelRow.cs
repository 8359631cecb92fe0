using Drr.TestKit;

namespace Drr.Tensors.Tests.Kernels;

/// <summary>One line of the kernel table: a kernel, its plain twin, the shapes that both are run on, and how far they may
/// differ.</summary>
/// <param name="Name">The kernel.</param>
/// <param name="Shapes">What the sizes of the buffers follow from.</param>
/// <param name="Sizes">Length of each buffer for a shape.</param>
/// <param name="Plain">Runs the twin.</param>
/// <param name="Fast">Runs the kernel.</param>
internal sealed record KernelRow(
    string Name, IEnumerable<int[]> Shapes, Func<int[], int[]> Sizes, KernelRow.Run Plain, KernelRow.Run Fast)
{
    public delegate void Run(int[] shape, Buffers buffers);

    /// <summary>Allowed difference, as a share of the expected value.</summary>
    public double Relative { get; init; } = 1e-6;

    /// <summary>Allowed difference on top, where values of order 1 cancel.</summary>
    public double Absolute { get; init; } = 1e-6;

    /// <summary>Pairs (source, destination) that may be the same memory.</summary>
    public (int Source, int Destination)[] InPlace { get; init; } = [];

    public override string ToString() => Name;

    /// <summary>Compares every buffer after both have run, on memory aligned in two ways, which must give the same
    /// bits.</summary>
    public void Check(int[] shape)
    {
        var rng = new Rng(7);
        float[][] values = [.. Sizes(shape).Select(size => Draw.Gaussian(rng, size))];
        var expected = new Buffers(values);
        var actual = new Buffers(values);
        var shifted = new Buffers(values, shift: 1);
        Plain(shape, expected);
        Fast(shape, actual);
        Fast(shape, shifted);
        for (var i = 0; i < values.Length; i++)
        {
            var what = $"{Name} [{string.Join(", ", shape)}], buffer {i}";
            Close.Assert(expected[i], actual[i], Relative, Absolute, what);
            Assert.True(actual[i].SequenceEqual(shifted[i]), $"{what}: the bits depend on the address.");
        }

        foreach (var (source, destination) in InPlace)
        {
            var shared = new Buffers(values);
            shared.Share(source, destination);
            Fast(shape, shared);
            var same = actual[destination].SequenceEqual(shared[destination]);
            Assert.True(same, $"{Name} [{string.Join(", ", shape)}] differs in place.");
        }
    }

    /// <summary>Every buffer after the kernel has run on one shape in seven.</summary>
    public IEnumerable<float[]> Results()
    {
        foreach (var shape in Shapes.Where((_, i) => i % 7 == 0))
        {
            var rng = new Rng(7);
            var buffers = new Buffers([.. Sizes(shape).Select(size => Draw.Gaussian(rng, size))]);
            Fast(shape, buffers);
            for (var i = 0; i < Sizes(shape).Length; i++)
            {
                yield return buffers[i].ToArray();
            }
        }
    }

    /// <summary>The operands of a kernel.</summary>
    internal sealed class Buffers(float[][] values, int shift = 0)
    {
        private readonly Guarded[] _buffers = [.. values.Select(v => new Guarded(v, shift))];

        public Span<float> this[int index]
        {
            get
            {
                _buffers[index].AssertIntact();
                return _buffers[index].Span;
            }
        }

        public void Share(int source, int destination) => _buffers[destination] = _buffers[source];
    }
}
