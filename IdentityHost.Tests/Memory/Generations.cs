using IdentityHost.Memory;

namespace IdentityHost.Tests.Memory;

internal static class Generations
{
    public static Generation New() => new(new ConfigurationCache.Epoch(), new RememberedTokens(1_000_000, null));

    /// <summary>One to which no announcement about tokens can be applied.</summary>
    public static Generation Broken() => new(new ConfigurationCache.Epoch(), null!);
}
