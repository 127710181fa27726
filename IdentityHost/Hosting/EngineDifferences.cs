#if DUENDE
using Microsoft.Extensions.Options;
#endif

namespace IdentityHost.Hosting;

/// <summary>
/// The one file that knows which engine is compiled in: where Duende answers differently from what the RFCs or this product want, and lets
/// a host mend it.
/// </summary>
internal static class EngineDifferences
{
    /// <summary>At which level the engine's own sink logs that an introspection was answered.</summary>
#if DUENDE
    public const LogLevel IntrospectionEventLevel = LogLevel.Information;
#else
    public const LogLevel IntrospectionEventLevel = LogLevel.Debug;
#endif

    /// <summary>Whether it is licensed by a key.</summary>
#if DUENDE
    public const bool TakesLicenseKey = true;
#else
    public const bool TakesLicenseKey = false;
#endif

    /// <summary>Whether hosts of earlier versions, built with it, stored and expect the code challenge itself instead of its hash.</summary>
#if DUENDE
    public const bool StoredChallengesBefore = false;
#else
    public const bool StoredChallengesBefore = true;
#endif

    /// <summary>Where it logs events.</summary>
    public static readonly string EventLogCategory = $"{typeof(IEventSink).Namespace}.DefaultEventSink";

#if DUENDE
    private static readonly string[] SecretsOfTokenRequests =
        ["code", "code_verifier", "token", "assertion", "client_assertion", "subject_token", "actor_token"];

    private static readonly string[] SecretsOfAuthorizeRequests = ["id_token_hint", "code_challenge", "login_hint"];
#endif

    public static void AddEngineDifferences(this IIdentityServerBuilder builder)
    {
#if DUENDE
        // Duende answers invalid_client with 400.
        builder.AddHttpWriter<TokenErrorResult, TokenErrorWriter>();
        builder.Services.AddOptions<IdentityServerOptions>().Configure<IOptions<IdentityHostOptions>>((engine, host) =>
        {
            // Without one Duende looks for a file of its own.
            if (host.Value.Duende.LicenseKey is { Length: > 0 } key)
                engine.LicenseKey = key;
            foreach (var secret in SecretsOfTokenRequests)
                engine.Logging.TokenRequestSensitiveValuesFilter.Add(secret);
            foreach (var secret in SecretsOfAuthorizeRequests)
                engine.Logging.AuthorizeRequestSensitiveValuesFilter.Add(secret);
        });
#else
        _ = builder;
#endif
    }
}
