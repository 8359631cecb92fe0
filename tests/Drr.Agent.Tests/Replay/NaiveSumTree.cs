namespace Drr.Agent.Tests.Replay;

/// <summary>The sum tree as a plain list: the truth that the tree is compared with.</summary>
internal sealed class NaiveSumTree(int length)
{
    public double[] Values { get; } = new double[length];

    public double Total => Values.Sum();

    public int Find(double target)
    {
        var index = 0;
        for (var sum = Values[0]; target >= sum; sum += Values[index])
        {
            index++;
        }

        return index;
    }
}
