using System.Runtime.InteropServices;

namespace IdentityHost.Memory;

/// <summary>What the channel <c>identity_tokens</c> says is over. What can't be understood means everything.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenAnnouncement(TokenAnnouncement.Subject Kind, TokenKey Key = default, string Name = "")
{
    internal enum Subject
    {
        Everything,
        Grant,
        User,
        Session,
        Jwt,
    }

    public static TokenAnnouncement Parse(string payload)
    {
        var space = payload.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
            return default;
        var name = payload[(space + 1)..];
        return payload.AsSpan(0, space) switch
        {
            "grant" when TokenKey.TryParse(name, out var key) => new TokenAnnouncement(Subject.Grant, key),
            "user" => new TokenAnnouncement(Subject.User, default, name),
            "session" => new TokenAnnouncement(Subject.Session, default, name),
            "jwt" => new TokenAnnouncement(Subject.Jwt, default, name),
            _ => default,
        };
    }
}
