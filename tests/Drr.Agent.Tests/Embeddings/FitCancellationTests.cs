using Drr.Agent.Data;
using Drr.Agent.Embeddings;
using Drr.Agent.Evaluation.Statistics;
using Drr.Agent.LinearAlgebra;
using Drr.Agent.Rivals;
using Drr.Agent.Tests.Environments;
using Drr.Tensors;

namespace Drr.Agent.Tests.Embeddings;

/// <summary>Everything that takes long over many items or users looks at the token on its way.</summary>
public sealed class FitCancellationTests
{
    private static readonly RatingDataset s_log = SmallLog.Random(30, 14, 0.4, 21);
    private static readonly FitRows s_rows = new(s_log, s_log.AllTrain());

    private static readonly Dictionary<string, Action<CancellationToken>> s_fits = new()
    {
        ["pmf"] = stop => PmfModel.Fit(s_rows, 4, new PmfOptions(), new Rng(1), null, stop),
        ["binary pmf"] = stop => BinaryPmfModel.Fit(s_rows, 4, new BinaryPmfOptions(), new Rng(1), null, stop),
        ["svd"] = stop => SvdModel.Fit(s_rows, 4, new SvdOptions { Oversampling = 2 }, new Rng(1), null, stop),
        ["svd++"] = stop => SvdPlusPlusModel.Fit(s_rows, 4, new SvdPlusPlusOptions(), new Rng(1), null, stop),
        ["ease"] = stop => LinearModels.Ease(s_rows, 10, stop),
        ["ridge"] = stop => LinearModels.Ridge(s_rows, 3, 10, stop),
        ["inverse"] = stop => SymmetricInverse.Invert([2, 1, 1, 2], 2, stop),
        ["bootstrap"] = stop => Bootstrap.Resample([[1, 2]], new Rng(1), 10, stop),
    };

    public static TheoryData<string> Fits => [.. s_fits.Keys];

    [Theory]
    [MemberData(nameof(Fits))]
    public void A_fit_stops_when_it_is_told_to(string fit)
    {
        s_fits[fit](CancellationToken.None);
        Assert.ThrowsAny<OperationCanceledException>(() => s_fits[fit](new CancellationToken(canceled: true)));
    }
}
