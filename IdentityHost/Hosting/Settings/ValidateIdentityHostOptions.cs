using FluentValidation;
using Microsoft.Extensions.Options;

namespace IdentityHost.Hosting.Settings;

/// <summary>
/// Hands the options and the connection strings to their validators when the options are first asked for, which is before the start.
/// </summary>
internal sealed class ValidateIdentityHostOptions(IValidator<IdentityHostOptions> validator, IConfiguration configuration)
    : IValidateOptions<IdentityHostOptions>
{
    public ValidateOptionsResult Validate(string? name, IdentityHostOptions options)
    {
        var failures = validator.Validate(options).Errors.Select(e => e.ErrorMessage).ToList();
        failures.AddRange(ConnectionStrings.Check(configuration));
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
