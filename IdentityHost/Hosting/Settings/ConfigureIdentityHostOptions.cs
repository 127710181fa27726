using Microsoft.Extensions.Options;

namespace IdentityHost.Hosting.Settings;

/// <summary>Binds the section, after it was compared with the settings there are.</summary>
internal sealed class ConfigureIdentityHostOptions(IConfiguration configuration) : IConfigureOptions<IdentityHostOptions>
{
    public void Configure(IdentityHostOptions options)
    {
        var section = configuration.GetSection(IdentityHostOptions.Section);
        var failures = SettingsReader.Check(section, typeof(IdentityHostOptions));
        if (failures.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(IdentityHostOptions), failures);
        section.Bind(options);
    }
}
