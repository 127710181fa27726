using BenchmarkDotNet.Attributes;

namespace Bench.Micro;

/// <summary>
/// One introspection from the server's call to the written answer, without a network: the whole pipeline of the host, with the settings of a
/// deployed one. Not cached, the way to PostgreSQL and back is part of it.
/// </summary>
public class IntrospectionBenchmarks
{
    private Introspection _standard = null!;
    private Introspection _passport = null!;

    /// <summary>Started once, for all of them.</summary>
    internal static Machine Machine { get; set; } = null!;

    [GlobalSetup(Targets = [nameof(Cached), nameof(CachedPassport)])]
    public async Task PrepareMemoryAsync() => (_standard, _passport) = await Machine.IntrospectionsAsync(cached: true);

    [GlobalSetup(Targets = [nameof(NotCached), nameof(NotCachedPassport)])]
    public async Task PrepareDatabaseAsync() => (_standard, _passport) = await Machine.IntrospectionsAsync(cached: false);

    [GlobalCleanup]
    public async Task CleanUpAsync() => await Machine.StopHostsAsync();

    [Benchmark]
    public Task Cached() => _standard.AskAsync();

    [Benchmark]
    public Task CachedPassport() => _passport.AskAsync();

    [Benchmark]
    public Task NotCached() => _standard.AskAsync();

    [Benchmark]
    public Task NotCachedPassport() => _passport.AskAsync();
}
