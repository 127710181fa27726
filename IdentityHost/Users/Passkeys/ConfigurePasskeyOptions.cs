using IdentityHost.Settings;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdentityHost.Users.Passkeys;

/// <summary>
/// What a passkey has to be to sign somebody in alone: found without a user name, and opened by its holder (fingerprint, PIN), which
/// makes it two factors.
/// </summary>
internal sealed class ConfigurePasskeyOptions(IOptions<IdentityHostSettings> host) : IConfigureOptions<IdentityPasskeyOptions>
{
    private const string Required = "required";

    private readonly Uri? _issuer = host.Value.Issuer is { } issuer ? new Uri(issuer) : null;

    public void Configure(IdentityPasskeyOptions options)
    {
        // Web Authentication 5.1.2: the relying party is the issuer's host; without an issuer, that of each request.
        options.ServerDomain = _issuer?.Host;
        options.ResidentKeyRequirement = Required;
        options.UserVerificationRequirement = Required;
        options.AttestationConveyancePreference = "none";
        options.AuthenticatorTimeout = InterimCookie.Lifetime;
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == OriginOf(context.HttpContext.Request));
    }

    // Not the header Origin, which a form on a page with "Referrer-Policy: no-referrer" leaves empty.
    private string OriginOf(HttpRequest request) =>
        _issuer?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
}
