using IdentityHost.AccessTokens;
using IdentityHost.Addresses;
using IdentityHost.ClientAuthentication;
using IdentityHost.Coherence;
using IdentityHost.Configuration;
using IdentityHost.Cookies;
using IdentityHost.Data;
using IdentityHost.Discovery;
using IdentityHost.Http;
using IdentityHost.Introspection;
using IdentityHost.Passport;
using IdentityHost.Sessions;
using IdentityHost.Sessions.Admin;
using IdentityHost.Settings;
using IdentityHost.SigningKeys;
using IdentityHost.Stores;
using IdentityHost.Throttling.Clients;
using IdentityHost.Users.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdentityHost.Composition;

internal static class EngineRegistration
{
    /// <summary>The engine, whichever is compiled in, and what the host plugs into it. What is registered last counts.</summary>
    public static void AddEngine(this IServiceCollection services)
    {
        var engine = services
            .AddIdentityServer(options =>
            {
                options.UserInteraction.ErrorUrl = "/Error";
                options.UserInteraction.ConsentUrl = "/Consent";
                options.UserInteraction.DeviceVerificationUrl = PagePaths.Device;
                // None, the default, has browsers refuse the cookie without Secure, so nobody could sign in over HTTP on loopback.
                options.Authentication.CookieSameSiteMode = SameSiteMode.Lax;
                options.EmitScopesAsSpaceDelimitedStringInJwt = true;
                options.Events.RaiseSuccessEvents = true;
                options.Events.RaiseFailureEvents = true;
                options.Events.RaiseErrorEvents = true;
                options.Events.RaiseInformationEvents = true;
                options.KeyManagement.SigningAlgorithms = [new SigningAlgorithmOptions("RS256"), new SigningAlgorithmOptions("ES256")];
                // A refresh token that was used stays, as consumed: so its reuse is noticed.
                options.PersistentGrants.DeleteOneTimeOnlyRefreshTokensOnUse = false;
            })
            .AddConfigurationStore(options => options.ResolveDbContextOptions = UsePostgres)
            .AddOperationalStore(options => options.ResolveDbContextOptions = UsePostgres)
            .AddProfileService<HostProfileService>();
        engine.AddEngineDifferences();

        services.AddOptions<IdentityServerOptions>()
            .Configure<IOptions<IdentityHostSettings>>((options, host) =>
            {
                options.IssuerUri = host.Value.Issuer;
                // Its whole name stands in a script.
                if (host.Value.Issuer?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) is true)
                    options.Authentication.CheckSessionCookieName = CookiePrefix.Host + options.Authentication.CheckSessionCookieName;
                InputLimits.Apply(options.InputLengthRestrictions, host.Value);
                options.UserInteraction.CreateAccountUrl = host.Value.SignUp.Enabled ? "/Account/Register" : null;
            });
        engine.AddGrantStores();
        engine.AddSessions();
        engine.AddSessionsEndpoint();
        services.AddIntrospection();
        engine.AddPassport();
        services.AddAccessTokenClaims();
        services.AddIssuerAddress();
        services.AddDiscovery();
        services.AddSigningKeyRotation();
        services.AddConfigurationCache();
        services.AddClientAuthentication();
        services.AddClientThrottling();
        services.AddCoherence();
    }

    private static void UsePostgres(IServiceProvider provider, DbContextOptionsBuilder options) => options.UseDatabase(provider);
}
