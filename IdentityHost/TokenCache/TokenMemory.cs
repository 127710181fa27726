using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.TokenCache;

/// <summary>Makes the memory of a new generation.</summary>
internal sealed class TokenMemory(IOptions<IdentityHostOptions> options, TokenCacheMetrics metrics)
{
    public RememberedTokens Begin() => new(options.Value.TokenCache.MaxBytes, metrics);
}
