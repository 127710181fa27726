using Xunit.Abstractions;
using Xunit.Sdk;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// Marks a test of behaviour in which Duende IdentityServer differs and which its contract does not let the host mend. It runs on the
/// built-in engine only; deploy/run-tests says how many there are.
/// </summary>
[TraitDiscoverer("IdentityHost.Tests.Infrastructure.EngineDifferenceDiscoverer", "IdentityHost.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineDifferenceAttribute(string reason) : Attribute, ITraitAttribute
{
    /// <summary>What Duende does instead.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The trait by which IdentityHost.Tests.csproj leaves these tests out on Duende.</summary>
public sealed class EngineDifferenceDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [new("EngineDifference", "yes")];
}
