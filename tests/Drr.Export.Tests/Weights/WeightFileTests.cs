using Drr.Agent.Runs;
using Drr.Export.Weights;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Export.Tests.Weights;

public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["w.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Weights_come_back_to_the_same_bits()
    {
        var (from, to) = (SmallAgent.Networks(1), SmallAgent.Networks(2));
        Assert.NotEqual(from.Parameters.Values.ToArray(), to.Parameters.Values.ToArray());
        TensorFile.Write(Path, WeightFile.Entries(from));
        WeightFile.Load(Path, to);
        Assert.Equal(from.Parameters.Values.ToArray(), to.Parameters.Values.ToArray());
    }

    [Fact]
    public void Every_fault_is_named_and_nothing_is_taken_over()
    {
        var networks = SmallAgent.Networks();
        var before = networks.Parameters.Values.ToArray();
        var entries = new Dictionary<string, TensorEntry>(WeightFile.Entries(SmallAgent.Networks(2)));
        entries.Remove("state/weights");
        entries["actor/layer/0/bias"] = TensorEntry.Of(new float[5]);
        entries["actor/layer/1/bias"] = TensorEntry.Of(new double[6]);
        entries["critic/3/bias"] = TensorEntry.Of([float.NaN]);
        entries["actor/layer/9/bias"] = TensorEntry.Of(new float[5]);
        TensorFile.Write(Path, entries);
        var lines = Assert.Throws<CheckpointException>(() => WeightFile.Load(Path, networks)).Message.Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.Contains($"{Path}: 'state/weights' [3] is missing.", lines);
        Assert.Contains($"{Path}: 'actor/layer/0/bias' is [5], the agent's is [6].", lines);
        Assert.Contains($"{Path}: 'actor/layer/1/bias' must be 32-bit floats.", lines);
        Assert.Contains($"{Path}: 'critic/3/bias' holds a value that is not finite.", lines);
        Assert.Contains($"{Path}: 'actor/layer/9/bias' is no weight of this agent.", lines);
        Assert.Equal(before, networks.Parameters.Values.ToArray());
    }

    [Fact]
    public void What_is_no_safetensors_file_does_not_fit()
    {
        File.WriteAllText(Path, "weights");
        Assert.Throws<CheckpointException>(() => WeightFile.Load(Path, SmallAgent.Networks()));
        Assert.Throws<FileNotFoundException>(() => WeightFile.Load(_folder["none"], SmallAgent.Networks()));
    }
}
