using IdentityEngine.Configuration;

namespace IdentityEngine.Services;

/// <summary>The configured issuer, or the address of the request where none is configured.</summary>
internal sealed class DefaultIssuerNameService(IdentityServerOptions options, IServerUrls urls) : IIssuerNameService
{
    public Task<string> GetCurrentAsync(CancellationToken ct) => Task.FromResult(Current());

    private string Current()
    {
        if (!string.IsNullOrEmpty(options.IssuerUri))
            return options.IssuerUri;

#pragma warning disable CA1308 // Lower case is what the option promises: issuers are compared as they stand
        return options.LowerCaseIssuerUri ? urls.BaseUrl.ToLowerInvariant() : urls.BaseUrl;
#pragma warning restore CA1308
    }
}
