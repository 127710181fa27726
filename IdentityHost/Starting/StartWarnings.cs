using System.Globalization;
using IdentityHost.Engine;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;

namespace IdentityHost.Starting;

/// <summary>What an operator is told at each start: what it is that starts, and what has to be mended.</summary>
internal static class StartWarnings
{
    private static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    public static void WarnAtStart(this WebApplication app, IdentityHostSettings options)
    {
        var logger = app.Services.GetRequiredService<ILogger<HostInitialization>>();
        logger.Starts(
            ProductVersion.Own, CompiledEngine.LogCategory, ProductVersion.Of(typeof(IdentityServerOptions)),
            options.Issuer ?? "is each request's address");
        if (options.DataProtection.Certificate is null && !app.Environment.IsDevelopment())
            logger.KeysAreUnprotected();

        var soon = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() + Notice;
        foreach (var certificate in ConfiguredCertificate.Of(options.DataProtection, app.Configuration, app.Environment.ContentRootPath))
        {
            if (certificate.Use != CertificateUse.Decrypting && certificate.End is { } end && end <= soon)
                logger.CertificateEnds(certificate.Setting, end.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        }
    }
}
