namespace Drr.Bench.Peers;

/// <summary>How rows begin that a goal speaks of.</summary>
internal static class Names
{
    internal const string Forward = "forward A.B, batch ";
    internal const string InputGradient = "input gradient A.Bt, batch ", WeightGradient = "weight gradient At.B, batch ";
    internal const string Update = "update, batch ", TwoThreads = "two threads, update, batch ";
    internal const string Step = "environment step", Ranking = "best 10 of ";
    internal const string Replay = "PER at ", Tree = "sum tree of ";
    internal const string Load = "load ML-1M", Pmf = "PMF pass", Training = "training", OtherPeer = ", MathNet";
}
