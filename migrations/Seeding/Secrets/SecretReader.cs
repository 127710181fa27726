using System.Text;

namespace IdentityHost.Migrations.Seeding.Secrets;

/// <summary>Reads what stands behind <c>from: env:NAME</c> and <c>from: file:PATH</c>. What it reads goes nowhere but into a hash.</summary>
/// <param name="folder">The folder of the seed file: a relative path begins there.</param>
internal sealed class SecretReader(string folder)
{
    internal const string EnvironmentPrefix = "env:";
    internal const string FilePrefix = "file:";

    private const int LargestFile = 64 * 1024;

    /// <returns>The secret, or the problem.</returns>
    internal (string? Secret, string? Problem) Read(string from)
    {
        if (from.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
        {
            var name = from[EnvironmentPrefix.Length..];
            var value = Environment.GetEnvironmentVariable(name);
            return string.IsNullOrEmpty(value) ? (null, $"environment variable {name} isn't set") : (value, null);
        }

        return ReadFile(from[FilePrefix.Length..]);
    }

    private (string? Secret, string? Problem) ReadFile(string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, path));
            if (!file.Exists)
                return (null, $"file {path} doesn't exist");
            if (file.Length > LargestFile)
                return (null, $"file {path} is larger than {LargestFile} bytes");

            // An editor ends the last line; that line ending isn't part of the secret.
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file.FullName));
            var ending = EndingOf(text);
            var secret = text[..^ending];
            return secret.Length == 0 ? (null, $"file {path} is empty") : (secret, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, $"file {path} isn't valid UTF-8");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"file {path} can't be read");
        }
    }

    private static int EndingOf(string text)
    {
        if (text.EndsWith("\r\n", StringComparison.Ordinal))
            return 2;
        return text.EndsWith('\n') ? 1 : 0;
    }
}
