using IdentityHost.Composition;
using IdentityHost.Memory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Coherence.Machines;

/// <summary>
/// The deployed host with one fault, by which the checker proves that it would find one: time stands still for its lease, which therefore never runs out
/// by itself. The fault is made here and only here; the deployed program has no switch for it.
/// </summary>
internal static class BrokenNode
{
    /// <summary>The command of this program that runs such a host.</summary>
    public const string Command = "broken-node";

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            // The host's pages are found by its name.
            new WebApplicationOptions { Args = args, ApplicationName = "IdentityHost" });
        builder.AddIdentityHost();
        builder.Services.AddSingleton(new NodeLease(new StoppedClock()));
        var app = builder.Build();
        app.UseIdentityHost();
        await app.RunAsync();
    }

    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = System.GetUtcNow();

        public override long GetTimestamp() => 0;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
