using Microsoft.Extensions.Options;

namespace IdentityHost.Settings.Reading;

/// <summary>Binds the section, after it was compared with the settings there are.</summary>
internal sealed class ConfigureIdentityHostSettings(IConfiguration configuration, IHostEnvironment environment) : IConfigureOptions<IdentityHostSettings>
{
    public void Configure(IdentityHostSettings options)
    {
        var section = configuration.GetSection(IdentityHostSettings.Section);
        var failures = SettingsReader.Check(section, typeof(IdentityHostSettings));
        if (failures.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(IdentityHostSettings), failures);
        // Whoever presses Ctrl-C while developing waits for nobody.
        if (environment.IsDevelopment())
            options.ShutdownDelay = TimeSpan.Zero;
        section.Bind(options);
    }
}
