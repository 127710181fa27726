using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IdentityHost.Migrations.Outcomes;

namespace IdentityHost.Migrations.Seeding.Files;

/// <summary>The seeds folder: <c>NNNN_name.yaml</c>, numbered from 0001 without gaps. Files with other endings are none of its business.</summary>
internal static partial class SeedFolder
{
    internal const string DefaultPath = "migrations/seeds";

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the folder, in the order of the numbers. A number that is missing is the caller's to judge: the history counts too.</summary>
    /// <exception cref="RefusedException">No such folder, a file whose name isn't a seed's, two files of one number, or not UTF-8.</exception>
    internal static async Task<IReadOnlyList<SeedFile>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            throw new RefusedException($"{folder}: no such folder (give the seeds folder with --seeds).");

        var errors = new List<string>();
        var files = new List<SeedFile>();
        foreach (var path in Directory.EnumerateFiles(folder).Where(IsYaml).Order(StringComparer.Ordinal))
        {
            var displayPath = Display(folder, Path.GetFileName(path));
            var name = NamePattern().Match(Path.GetFileName(path));
            if (!name.Success)
                errors.Add($"{displayPath}: must be named NNNN_name.yaml, in lower case");
            else if (await ReadTextAsync(path, cancellationToken) is { } text)
                files.Add(new SeedFile(ToNumber(name), Path.GetFileNameWithoutExtension(path), displayPath, folder, text));
            else
                errors.Add($"{displayPath}: isn't valid UTF-8");
        }

        errors.AddRange(files.GroupBy(file => file.Number).Where(same => same.Count() > 1).Select(same =>
            $"{same.Last().DisplayPath}: has the same number as {same.First().DisplayPath}"));
        return errors.Count > 0 ? throw new RefusedException(errors) : files;
    }

    internal static string Display(string folder, string fileName) =>
        Path.Combine(folder, fileName).Replace(Path.DirectorySeparatorChar, '/');

    private static bool IsYaml(string path) =>
        Path.GetExtension(path).Equals(".yaml", StringComparison.OrdinalIgnoreCase)
        || Path.GetExtension(path).Equals(".yml", StringComparison.OrdinalIgnoreCase);

    private static int ToNumber(Match name) => int.Parse(name.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);

    private static async Task<string?> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var text = _strictUtf8.GetString(await File.ReadAllBytesAsync(path, cancellationToken));
            return text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex("^(?<number>[0-9]{4})_[a-z0-9][a-z0-9_-]{0,190}\\.yaml$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
