using System.Diagnostics.Metrics;
using IdentityHost.Coherence;
using IdentityHost.Memory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>Barriers without a host.</summary>
internal static class Barriers
{
    private static readonly IMeterFactory Meters =
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static CoherenceMetrics Metrics { get; } = new(Meters, new NodeLease(TimeProvider.System));

    /// <summary>Outside any request, so that whoever calls it waits at once.</summary>
    public static RevocationBarrier Of(NpgsqlDataSource dataSource) => new(Rounds(dataSource), new HttpContextAccessor());

    public static BarrierRounds Rounds(NpgsqlDataSource dataSource) =>
        new(dataSource, Metrics, TimeProvider.System, NullLogger<BarrierRounds>.Instance);
}
