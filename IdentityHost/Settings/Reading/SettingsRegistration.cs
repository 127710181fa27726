using FluentValidation;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace IdentityHost.Settings.Reading;

internal static class SettingsRegistration
{
    /// <summary>The host's settings, checked before the start, and what they mean for the server.</summary>
    public static void AddSettings(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<IdentityHostSettings>, IdentityHostSettingsValidator>();
        services.AddSingleton<IConfigureOptions<IdentityHostSettings>, ConfigureIdentityHostSettings>();
        services.AddSingleton<IValidateOptions<IdentityHostSettings>, ValidateIdentityHostSettings>();
        services.AddOptions<IdentityHostSettings>().ValidateOnStart();

        services.AddOptions<KestrelServerOptions>().Configure<IOptions<IdentityHostSettings>>((server, host) =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = host.Value.MaxRequestBodyBytes;
            server.Limits.MaxRequestLineSize = InputLimits.RequestLineBytes;
            server.Limits.MaxRequestHeadersTotalSize = host.Value.Limits.RequestHeaderBytes;
        });
        services.AddOptions<HostOptions>()
            .Configure<IOptions<IdentityHostSettings>>((options, host) => options.ShutdownTimeout = host.Value.ShutdownDelay + host.Value.ShutdownTimeout);
        services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<IdentityHostSettings>>((options, host) => Trust(options, host.Value.ForwardedHeaders));
    }

    private static void Trust(ForwardedHeadersOptions options, ForwardedHeadersSettings settings)
    {
        // The framework's defaults would believe anything on loopback.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in settings.KnownProxies)
            options.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        foreach (var network in settings.KnownNetworks)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));

        // An empty list of both would mean "believe everybody" to the middleware.
        var any = options.KnownProxies.Count + options.KnownIPNetworks.Count > 0;
        options.ForwardedHeaders = any
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        options.ForwardLimit = settings.ForwardLimit;
    }
}
