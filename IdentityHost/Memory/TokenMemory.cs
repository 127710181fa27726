using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Memory;

/// <summary>Makes the memory of a new generation.</summary>
internal sealed class TokenMemory(IOptions<IdentityHostSettings> options, TokenCacheMetrics metrics)
{
    public RememberedTokens Begin() => new(options.Value.TokenCache.MaxBytes, metrics);
}
