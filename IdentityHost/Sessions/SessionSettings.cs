namespace IdentityHost.Sessions;

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

    /// <summary>The scope that a client credentials token needs at <c>/admin/sessions</c>. Default <c>identity.sessions</c>.</summary>
    public string AdminScope { get; set; } = "identity.sessions";
}
