namespace IdentityEngine.Models;

/// <summary>A scope for APIs.</summary>
public class ApiScope : Resource
{
    public ApiScope()
    {
    }

    public ApiScope(string name)
        : this(name, name, null)
    {
    }

    public ApiScope(string name, string displayName)
        : this(name, displayName, null)
    {
    }

    public ApiScope(string name, IEnumerable<string> userClaims)
        : this(name, name, userClaims)
    {
    }

    public ApiScope(string name, string displayName, IEnumerable<string>? userClaims)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        Name = name;
        DisplayName = displayName;
        UserClaims = new HashSet<string>(userClaims ?? [], StringComparer.Ordinal);
    }

    /// <summary>Whether the user can't leave it out on the consent page.</summary>
    public bool Required { get; set; }
    /// <summary>Whether the consent page points out that it is sensitive.</summary>
    public bool Emphasize { get; set; }
}
