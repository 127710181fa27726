using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>The pickup folder into which a host under test puts its mails.</summary>
public sealed partial class Mailbox : IDisposable
{
    public Mailbox() => Directory.CreateDirectory(Folder);

    public string Folder { get; } =
        Path.Combine(Path.GetTempPath(), $"identityhost-mail-{RandomNumberGenerator.GetHexString(12, lowercase: true)}");

    /// <summary>Waits for a mail to somebody, takes it out, and gives the link in it.</summary>
    public async Task<string> TakeLinkAsync(string address)
    {
        string? link = null;
        await Eventually.TrueAsync(async () =>
        {
            foreach (var file in Directory.EnumerateFiles(Folder))
            {
                var mail = await ReadAsync(file);
                if (mail is null || !mail.Contains(address, StringComparison.Ordinal))
                    continue;
                File.Delete(file);
                link = Link().Match(mail).Value;
                return true;
            }

            return false;
        });
        return link!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>The mail as text; null while it is still being written.</summary>
    private static async Task<string?> ReadAsync(string file)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file);
            // Quoted-printable (RFC 2045 6.7), of which links need this much.
            return text.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"http://localhost:\d+/\S+")]
    private static partial Regex Link();
}
