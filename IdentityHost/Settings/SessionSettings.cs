namespace IdentityHost.Settings;

/// <summary>Settings of people's sessions at this server.</summary>
public sealed class SessionSettings
{
    /// <summary>How long a session lasts from the sign-in (from the last use if <see cref="Sliding"/>), 1 minute to 365 days. Default 10 hours.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(10);

    /// <summary>Whether use prolongs a session, once half of its lifetime is over. Introspection is no use. Default false.</summary>
    public bool Sliding { get; set; }

    /// <summary>Time between two removals of sessions whose time is over, 1 second to 1 day. Default 1 minute.</summary>
    public TimeSpan RemovalInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a client may take to answer a logout token, 100 milliseconds to 1 minute. Default 5 seconds.</summary>
    public TimeSpan BackChannelLogoutTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The scope with which a client credentials token sees sessions at <c>/admin/sessions</c> (GET). Default <c>identity.sessions.read</c>.</summary>
    public string ReadScope { get; set; } = "identity.sessions.read";

    /// <summary>The scope with which a client credentials token ends sessions at <c>/admin/sessions</c> (DELETE). Default <c>identity.sessions.end</c>.</summary>
    public string EndScope { get; set; } = "identity.sessions.end";

    /// <summary>
    /// A scope that allows both, for deployments whose clients have it; empty: none does. Default <c>identity.sessions</c>, the only scope there was.
    /// </summary>
    public string AdminScope { get; set; } = "identity.sessions";
}
