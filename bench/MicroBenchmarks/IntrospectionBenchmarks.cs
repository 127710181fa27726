using BenchmarkDotNet.Attributes;

namespace Bench.Micro;

/// <summary>
/// One introspection from the server's call to the written answer, without a network: the whole pipeline of the host, with the settings of a
/// deployed one. Not cached, the way to PostgreSQL and back is part of it.
/// </summary>
public class IntrospectionBenchmarks
{
    private Machine _machine = null!;
    private Introspection _cached = null!;
    private Introspection _cachedPassport = null!;
    private Introspection _notCached = null!;
    private Introspection _notCachedPassport = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _machine = await Machine.StartAsync();
        (_cached, _cachedPassport) = await _machine.IntrospectionsAsync(cached: true);
        (_notCached, _notCachedPassport) = await _machine.IntrospectionsAsync(cached: false);
    }

    [GlobalCleanup]
    public async Task StopAsync() => await _machine.DisposeAsync();

    [Benchmark]
    public Task Cached() => _cached.AskAsync();

    [Benchmark]
    public Task CachedPassport() => _cachedPassport.AskAsync();

    [Benchmark]
    public Task NotCached() => _notCached.AskAsync();

    [Benchmark]
    public Task NotCachedPassport() => _notCachedPassport.AskAsync();
}
