using IdentityHost.Coherence;
using IdentityHost.Configuration;
using IdentityHost.TokenCache;

namespace IdentityHost.Tests.Coherence;

internal static class Generations
{
    public static Generation New() => new(new ConfigurationCache.Epoch(), new RememberedTokens(1_000_000, null));

    /// <summary>One to which no announcement about tokens can be applied.</summary>
    public static Generation Broken() => new(new ConfigurationCache.Epoch(), null!);
}
