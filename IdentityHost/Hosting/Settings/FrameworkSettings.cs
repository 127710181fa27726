using Microsoft.Extensions.Options;

namespace IdentityHost.Hosting.Settings;

/// <summary>Settings of the framework's own, checked before it takes them: it would end the start with a stack trace that names none.</summary>
internal static class FrameworkSettings
{
    /// <exception cref="OptionsValidationException">One is wrong; every failure names the setting and what is allowed.</exception>
    public static void Require(IConfiguration configuration)
    {
        string[] failures = [.. ServerAddresses.Check(configuration), .. LogLevels.Check(configuration)];
        if (failures.Length > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(FrameworkSettings), failures);
    }
}
