using FluentValidation;
using Microsoft.Extensions.Options;

namespace IdentityHost.Settings.Reading;

/// <summary>
/// Hands the options, the connection strings, the server's addresses and the certificates to their validators when the options are first asked for, which is before
/// the start.
/// </summary>
internal sealed class ValidateIdentityHostSettings(
    IValidator<IdentityHostSettings> validator, IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
    : IValidateOptions<IdentityHostSettings>
{
    public ValidateOptionsResult Validate(string? name, IdentityHostSettings options)
    {
        var failures = validator.Validate(options).Errors.Select(e => e.ErrorMessage).ToList();
        failures.AddRange(ConnectionStrings.Check(configuration));
        failures.AddRange(ServerAddresses.Check(configuration));
        failures.AddRange(ConfiguredCertificate.Of(options.DataProtection, configuration, environment.ContentRootPath)
            .Select(certificate => certificate.WhyUnusable(clock.GetUtcNow()))
            .OfType<string>());
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
