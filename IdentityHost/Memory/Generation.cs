namespace IdentityHost.Memory;

/// <summary>
/// What a node remembers from the moment on from which it hears every announcement. When it may have missed one, a new generation begins with
/// nothing; what a slow reader still adds to the old one is asked for by nobody.
/// </summary>
internal sealed class Generation(ConfigurationCache.Epoch configuration, RememberedTokens tokens)
{
    private volatile ConfigurationCache.Epoch _configuration = configuration;
    private volatile bool _hasEnded;

    /// <summary>Clients and resources.</summary>
    public ConfigurationCache.Epoch Configuration => _configuration;

    /// <summary>Access tokens.</summary>
    public RememberedTokens Tokens { get; } = tokens;

    /// <summary>Whether it counts no more. A renewal that is confirmed afterwards does not bring it back.</summary>
    public bool HasEnded => _hasEnded;

    public void End() => _hasEnded = true;

    /// <summary>Clients or resources changed, and with them what tokens are good for.</summary>
    public void ForgetConfiguration()
    {
        _configuration = new ConfigurationCache.Epoch();
        Tokens.ForgetAll();
    }
}
