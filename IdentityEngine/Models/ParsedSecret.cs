namespace IdentityEngine.Models;

/// <summary>Credentials as a request presented them.</summary>
public class ParsedSecret
{
    private Dictionary<string, string>? _properties;

    /// <summary>Who the caller says it is: a client id or the name of an API resource.</summary>
    public string Id { get; set; } = null!;
    /// <summary>The presented secret. Never logged.</summary>
    public object? Credential { get; set; }
    /// <summary>One of <see cref="IdentityServerConstants.ParsedSecretTypes"/>.</summary>
    public string Type { get; set; } = null!;
    public Dictionary<string, string> Properties
    {
        get => _properties ??= [];
        set => _properties = value;
    }
}
