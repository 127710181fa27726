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

    /// <summary>Where it logs events.</summary>
    public static readonly string EventLogCategory = $"{typeof(IEventSink).Namespace}.DefaultEventSink";

    public static void AddEngineDifferences(this IIdentityServerBuilder builder)
    {
#if DUENDE
        // Duende answers invalid_client with 400.
        builder.AddHttpWriter<TokenErrorResult, TokenErrorWriter>();
        // The licence is Duende's, so is its setting: Duende:LicenseKey.
        builder.Services.AddOptions<IdentityServerOptions>().Configure<IConfiguration>((engine, configuration) =>
        {
            engine.LicenseKey = configuration["Duende:LicenseKey"];
            foreach (var secret in new[] { "code", "code_verifier", "token", "assertion", "client_assertion", "subject_token", "actor_token" })
                engine.Logging.TokenRequestSensitiveValuesFilter.Add(secret);
            foreach (var secret in new[] { "id_token_hint", "code_challenge", "login_hint" })
                engine.Logging.AuthorizeRequestSensitiveValuesFilter.Add(secret);
        });
#else
        _ = builder;
#endif
    }
}
