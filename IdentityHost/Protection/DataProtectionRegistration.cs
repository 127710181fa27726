using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdentityHost.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Protection;

internal static class DataProtectionRegistration
{
    /// <summary>Data Protection with its keys in PostgreSQL, encrypted by the certificate if one is set.</summary>
    public static void AddStoredDataProtection(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddDataProtection().UnprotectKeysWithAnyCertificate(DecryptionCertificates(builder.Configuration));
        services.AddOptions<Microsoft.AspNetCore.DataProtection.DataProtectionOptions>()
            .Configure<IOptions<IdentityHostSettings>>(
                (protection, host) => protection.ApplicationDiscriminator = host.Value.DataProtection.ApplicationName);
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<NpgsqlDataSource, KeyRingGuard, IOptions<IdentityHostSettings>, ILoggerFactory>((keys, dataSource, guard, host, loggers) =>
            {
                keys.XmlRepository = new PostgresXmlRepository(dataSource, guard);
                if (host.Value.DataProtection.Certificate is { } file)
                    keys.XmlEncryptor = new CertificateXmlEncryptor(file.Load(), loggers);
            });
        services.AddSingleton<KeyRingGuard>();
        services.AddSingleton<DataProtectionCanary>();
    }

    // The framework takes these at registration only. What can't be loaded is told by the validator of the options, which comes later.
    private static X509Certificate2[] DecryptionCertificates(ConfigurationManager configuration)
    {
        try
        {
            var settings = configuration.GetSection($"{IdentityHostSettings.Section}:DataProtection").Get<DataProtectionSettings>() ?? new();
            return [.. settings.FormerCertificates.Append(settings.Certificate).OfType<CertificateFile>().Select(f => f.Load())];
        }
        catch (Exception e) when (
            e is InvalidOperationException or CryptographicException or IOException or ArgumentException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
