namespace IdentityEngine.Models;

/// <summary>A scope that stands for claims about the user (OpenID Connect Core 1.0 section 5.4).</summary>
public class IdentityResource : Resource
{
    public IdentityResource()
    {
    }

    public IdentityResource(string name, IEnumerable<string> userClaims)
        : this(name, name, userClaims)
    {
    }

    public IdentityResource(string name, string displayName, IEnumerable<string> userClaims)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(userClaims);

        Name = name;
        DisplayName = displayName;
        UserClaims = new HashSet<string>(userClaims, StringComparer.Ordinal);
    }

    /// <summary>Whether the user can't leave it out on the consent page.</summary>
    public bool Required { get; set; }
    /// <summary>Whether the consent page points out that it is sensitive.</summary>
    public bool Emphasize { get; set; }
}
