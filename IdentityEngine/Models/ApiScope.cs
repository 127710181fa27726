#nullable disable

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

    public ApiScope(string name, string displayName, IEnumerable<string> userClaims)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        Name = name;
        DisplayName = displayName;
        UserClaims = new HashSet<string>(userClaims ?? [], StringComparer.Ordinal);
    }
}
