namespace Bench.Coherence.Machines;

/// <summary>What runs on a node.</summary>
/// <param name="Assembly">Beside this program.</param>
/// <param name="Arguments">Before those of the host.</param>
internal sealed record NodeProgram(string Assembly, IReadOnlyList<string> Arguments)
{
    /// <summary>The host as it is deployed.</summary>
    public static readonly NodeProgram Deployed = new("IdentityHost.dll", []);

    /// <summary>The same host whose lease never runs out: <see cref="BrokenNode"/>.</summary>
    public static readonly NodeProgram WithBrokenLease = new("Coherence.dll", [BrokenNode.Command]);
}
