using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IdentityHost.Settings.Reading;

/// <summary>Settings that are files, as containers are given secrets: the name of each is the setting's, its content the value.</summary>
internal static class SecretsFolder
{
    private const string Setting = $"{IdentityHostSettings.Section}:{nameof(IdentityHostSettings.SecretsFolder)}";

    /// <summary>Reads them once. What stands in a file counts, whatever the environment or the command line say.</summary>
    /// <exception cref="OptionsValidationException">The folder is not there, or a file in it can't be read.</exception>
    public static void AddSecretsFolder(this IConfigurationManager configuration)
    {
        var folder = configuration[Setting];
        if (string.IsNullOrEmpty(folder))
            return;
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
            throw Wrong($"{Setting} must be the absolute path of a folder that is there; it is '{folder}'.");
        try
        {
            configuration.Add<KeyPerFileConfigurationSource>(source => source.FileProvider = new PhysicalFileProvider(folder));
        }
        // The messages name the file, and never what it holds. (Two names that are one setting are an argument exception.)
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Wrong($"{Setting} must be a folder of readable files, one for each setting: {e.Message}");
        }
    }

    private static OptionsValidationException Wrong(string failure) => new(Options.DefaultName, typeof(IdentityHostSettings), [failure]);
}
