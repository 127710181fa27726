using IdentityHost.Bench.LoadBench.Checks;
using IdentityHost.Bench.LoadBench.Load;

namespace IdentityHost.Bench.LoadBench.Measurements;

/// <summary>Something that is measured.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Request">What wrk sends to it.</param>
/// <param name="Probes">What is asked meanwhile.</param>
internal sealed record Contender(string Name, LoadRequest Request, IReadOnlyList<Probe> Probes)
{
    /// <summary>Each form counts once only, such as a token that is revoked: no run begins where an earlier one has been.</summary>
    public bool EachFormOnce { get; init; }
}
