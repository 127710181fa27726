namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>Who is in the demonstration set (migrations/demo), and in the peer.</summary>
internal static class Demonstration
{
    public static readonly Caller ResourceServer = new("2", "resource-server-secret");
    public static readonly Caller PlainClient = new("4", "plain-client-secret");
    public static readonly Caller JwtClient = new("8", "session-admin-secret");
    public static readonly Caller Api = new("messages-api", "messages-api-secret");
    public static readonly Application WebApp = new(new Caller("3", "web-app-secret"), "http://localhost:5002/callback", "user.read messages.read");
    public static readonly Application JwtApp = new(new Caller("9", "jwt-app-secret"), "http://localhost:5004/callback", "user.read");
    public static readonly Caller PeerClient = new("app", "app-secret-of-the-benchmark");
}
