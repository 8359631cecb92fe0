namespace Drr.Tensors.Tests.Kernels;

public sealed class FactorizationTests
{
    [Fact]
    public void A_step_worked_by_hand()
    {
        float[] p = [1, 2], q = [3, -1];
        // e = 3 - (3 - 2) = 2; p += 0.5 (2 q - 0.5 p), q += 0.5 (2 p - 0.5 q)
        Assert.Equal(2, Drr.Tensors.Kernels.Factorization.SgdStep(target: 3, rate: 0.5f, penalty: 0.5f, p, q));
        Assert.Equal([3.75f, 0.5f], p);
        Assert.Equal([3.25f, 1.25f], q);
    }

    [Fact]
    public void It_agrees_with_the_plain_one_at_every_length()
    {
        var rng = new Rng(1);
        for (var length = 0; length <= 257; length++)
        {
            float[] p = Draw(rng, length), q = Draw(rng, length);
            float[] plainP = [.. p], plainQ = [.. q];
            var plain = Drr.Tensors.Reference.Factorization.SgdStep(
                0.7f, 0.05f, 0.1f, plainP.AsSpan(1, length), plainQ.AsSpan(1, length));
            var fast = Drr.Tensors.Kernels.Factorization.SgdStep(0.7f, 0.05f, 0.1f, p.AsSpan(1, length), q.AsSpan(1, length));
            Assert.Equal(plain, fast, 1e-4f);
            for (var i = 0; i < p.Length; i++) // the first and last element lie outside the vectors
            {
                Assert.Equal(plainP[i], p[i], 1e-5f);
                Assert.Equal(plainQ[i], q[i], 1e-5f);
            }
        }
    }

    private static float[] Draw(Rng rng, int length) =>
        [.. Enumerable.Range(0, length + 2).Select(_ => (float)rng.NextGaussian())];
}
