namespace Drr.Agent.Tests;

/// <summary>Tests of what a process has once; nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
#pragma warning disable CA1711 // it is a collection of tests
public sealed class Alone;
#pragma warning restore CA1711
