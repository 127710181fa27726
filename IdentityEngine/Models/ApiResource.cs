namespace IdentityEngine.Models;

/// <summary>An API: an audience of access tokens, and a caller of the introspection endpoint.</summary>
public class ApiResource : Resource
{
    public ApiResource()
    {
    }

    public ApiResource(string name)
        : this(name, name, null)
    {
    }

    public ApiResource(string name, string displayName)
        : this(name, displayName, null)
    {
    }

    public ApiResource(string name, IEnumerable<string> userClaims)
        : this(name, name, userClaims)
    {
    }

    public ApiResource(string name, string? displayName, IEnumerable<string>? userClaims)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        Name = name;
        DisplayName = displayName;
        UserClaims = new HashSet<string>(userClaims ?? [], StringComparer.Ordinal);
    }

    /// <summary>If true, the resource is an audience only of tokens that were asked for by its name (RFC 8707).</summary>
    public bool RequireResourceIndicator { get; set; }
    public ICollection<Secret> ApiSecrets { get; set; } = new HashSet<Secret>();
    /// <summary>Names of the API scopes that this API understands.</summary>
    public ICollection<string> Scopes { get; set; } = new HashSet<string>(StringComparer.Ordinal);
    /// <summary>Algorithms for access tokens to this API; empty: the server's default.</summary>
    public ICollection<string> AllowedAccessTokenSigningAlgorithms { get; set; } = new HashSet<string>(StringComparer.Ordinal);
}
