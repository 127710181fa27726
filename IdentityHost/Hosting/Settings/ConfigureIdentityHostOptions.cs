using Microsoft.Extensions.Options;

namespace IdentityHost.Hosting.Settings;

/// <summary>Binds the section, after it was compared with the settings there are.</summary>
internal sealed class ConfigureIdentityHostOptions(IConfiguration configuration, IHostEnvironment environment) : IConfigureOptions<IdentityHostOptions>
{
    public void Configure(IdentityHostOptions options)
    {
        var section = configuration.GetSection(IdentityHostOptions.Section);
        var failures = SettingsReader.Check(section, typeof(IdentityHostOptions));
        if (failures.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(IdentityHostOptions), failures);
        // Whoever presses Ctrl-C while developing waits for nobody.
        if (environment.IsDevelopment())
            options.ShutdownDelay = TimeSpan.Zero;
        section.Bind(options);
    }
}
