#nullable disable

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
}
