using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace IdentityHost.Logging;

/// <summary>
/// What the sender of a request presents as a token, code or secret, whatever it looks like: an engine may write it into its log when it refuses it.
/// </summary>
internal static class PresentedSecrets
{
    /// <summary>What is shorter is no secret, and words of the log would go with it.</summary>
    private const int Shortest = 6;

    private static readonly string[] Parameters =
    [
        "token", "access_token", "refresh_token", "id_token_hint", "code", "code_verifier", "device_code", "client_secret", "client_assertion",
        "assertion", "subject_token", "actor_token",
    ];

    /// <summary>The texts, each as it was sent and as it looks in JSON and in a URL. A form counts once it was read.</summary>
    public static IEnumerable<string> Of(HttpContext? context)
    {
        if (context is null)
            return [];
        var form = context.Features.Get<IFormFeature>()?.Form;
        return Parameters.SelectMany(name => (form?[name] ?? []).Concat(context.Request.Query[name]))
            .Concat(context.Request.Headers.Authorization.SelectMany(Credentials))
            .Where(text => text?.Length >= Shortest)
            .SelectMany(text => new[] { text!, JsonEncodedText.Encode(text!).ToString(), Uri.EscapeDataString(text!) })
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string?> Credentials(string? header)
    {
        var credentials = header?[(header.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim() ?? "";
        var decoded = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, decoded, out var length))
            return [credentials];
        var basic = Encoding.UTF8.GetString(decoded, 0, length);
        var secret = basic[(basic.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return [credentials, secret, Uri.UnescapeDataString(secret)];
    }
}
