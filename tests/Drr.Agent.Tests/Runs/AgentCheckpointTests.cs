using Drr.Agent.Data;
using Drr.Agent.Data.Synthesis;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation;
using Drr.Agent.Learning;
using Drr.Agent.Policies;
using Drr.Agent.Runs;
using Drr.Tensors;
using Drr.TestKit;

namespace Drr.Agent.Tests.Runs;

public sealed class AgentCheckpointTests : IDisposable
{
    private static readonly RatingDataset _data = SyntheticDataset.Generate(new() { Users = 20, Items = 30, Ratings = 300 });
    private static readonly DrrOptions _options = new() { Embedding = new() { Size = 4 }, Policy = new() { Hidden = 8 } };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Networks_come_back_bit_for_bit()
    {
        var (saved, loaded) = (Networks(_options, seed: 1), Networks(_options, seed: 2));
        Assert.NotEqual(saved.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
        AgentCheckpoint.Save(_folder["a"], new DdpgLearner(saved, _options.Learning, episodeLength: 10));
        AgentCheckpoint.Load(_folder["a"], loaded, averaged: false);
        Assert.Equal(saved.Parameters.Values.ToArray(), loaded.Parameters.Values.ToArray());
    }

    [Fact]
    public void With_an_averaged_policy_what_acts_is_the_targets()
    {
        var learner = new DdpgLearner(
            Networks(_options, seed: 1), _options.Learning with { AveragePolicy = true }, episodeLength: 10);
        var average = learner.TargetNetworks.Parameters.Values.ToArray();
        learner.Networks.Parameters.Values.Fill(7);
        AgentCheckpoint.Save(_folder["a"], learner);
        var loaded = Networks(_options, seed: 2);
        AgentCheckpoint.Load(_folder["a"], loaded, averaged: true);
        Assert.Equal(average, loaded.Parameters.Values.ToArray());
        var learningOn = new DdpgLearner(Networks(_options, seed: 2), learner.Options, episodeLength: 10);
        AgentCheckpoint.Load(_folder["a"], learningOn);
        Assert.Equal(average, learningOn.Networks.Parameters.Values.ToArray());
    }

    [Fact]
    public void Networks_of_another_width_are_refused_and_nothing_is_taken_over()
    {
        AgentCheckpoint.Save(_folder["a"], new DdpgLearner(Networks(_options, seed: 1), _options.Learning, episodeLength: 10));
        var wider = Networks(_options with { Policy = new() { Hidden = 9 } }, seed: 2);
        var before = wider.Parameters.Values.ToArray();
        var fault = Assert.Throws<CheckpointException>(() => AgentCheckpoint.Load(_folder["a"], wider, averaged: false));
        Assert.Matches(@"policy\.hidden 8.* 9.*--set policy\.hidden=8", fault.Message);
        Assert.Equal(before, wider.Parameters.Values.ToArray());
    }

    [Fact]
    public void Embeddings_must_be_as_the_settings_say()
    {
        var split = new Pipeline(_data, _options).Split();
        Embeddings(_options).Save(_folder["e"], _data);
        Assert.Equal(4, AgentCheckpoint.LoadEmbeddings(_folder["e"], split, _options.Embedding).Size);
        var size = _options.Embedding with { Size = 5 };
        Assert.Contains("embedding.size=4", Refused(size), StringComparison.Ordinal);
        var method = _options.Embedding with { Method = EmbeddingMethod.BinaryPmf };
        Assert.Contains("embedding.method=svd", Refused(method), StringComparison.Ordinal);

        string Refused(EmbeddingOptions options) =>
            Assert.Throws<CheckpointException>(() => AgentCheckpoint.LoadEmbeddings(_folder["e"], split, options)).Message;
    }

    [Fact]
    public void Embeddings_must_be_of_the_ratings_that_the_split_has_for_them()
    {
        var longer = _options with { Environment = new() { HistoryLength = 12 } };
        Embeddings(longer).Save(_folder["e"], _data);
        AgentCheckpoint.LoadEmbeddings(_folder["e"], new Pipeline(_data, longer).Split(), _options.Embedding);
        var fault = Assert.Throws<LeakException>(
            () => AgentCheckpoint.LoadEmbeddings(_folder["e"], new Pipeline(_data, _options).Split(), _options.Embedding));
        Assert.StartsWith($"{_folder["e"]}: user vectors", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_go_with_the_vectors_that_they_were_trained_on()
    {
        AgentCheckpoint.Save(_folder["a"], new DdpgLearner(Networks(_options, seed: 1), _options.Learning, episodeLength: 10));
        var other = Networks(_options with { Embedding = _options.Embedding with { VectorScale = 0.2f } }, seed: 1);
        var fault = Assert.Throws<CheckpointException>(() => AgentCheckpoint.Load(_folder["a"], other, averaged: false));
        Assert.Contains("other embeddings", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setting/policy.hidden", "", @"policy\.hidden.*older version.*train anew")]
    [InlineData("", "vectors", "older version.*train anew")]
    public void A_checkpoint_of_an_older_version_is_refused_with_the_way_out(string tensor, string fact, string message)
    {
        AgentCheckpoint.Save(_folder["a"], new DdpgLearner(Networks(_options, seed: 1), _options.Learning, episodeLength: 10));
        var file = TensorFile.Read(_folder["a"]);
        var facts = file.Metadata.Where(pair => pair.Key != "sha256" && pair.Key != fact).ToDictionary();
        TensorFile.Write(_folder["b"], file.Tensors.Where(pair => pair.Key != tensor).ToDictionary(), facts);
        var fault = Assert.Throws<CheckpointException>(
            () => AgentCheckpoint.Load(_folder["b"], Networks(_options, seed: 2), averaged: false));
        Assert.Matches(message, fault.Message);
    }

    [Fact]
    public void A_missing_file_is_not_called_damaged() =>
        Assert.Throws<FileNotFoundException>(() =>
            AgentCheckpoint.Load(_folder["nowhere"], Networks(_options, seed: 1), averaged: false));

    private static EmbeddingTable Embeddings(DrrOptions options)
    {
        var pipeline = new Pipeline(_data, options);
        return pipeline.Embed(pipeline.Split());
    }

    private static ActorCritic Networks(DrrOptions options, ulong seed) =>
        new(options.Policy, options.State, options.Environment.HistoryLength, Embeddings(options), new Rng(seed));
}
