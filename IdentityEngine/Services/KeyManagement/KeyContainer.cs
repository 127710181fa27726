#nullable disable

using Microsoft.IdentityModel.Tokens;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>A signing key with its private part.</summary>
public abstract class KeyContainer
{
    protected KeyContainer()
    {
    }

    protected KeyContainer(string id, string algorithm, DateTime created)
    {
        Id = id;
        Algorithm = algorithm;
        Created = created;
    }

    /// <summary>16 random bytes as upper-case hex: <c>kid</c>.</summary>
    public string Id { get; set; }
    /// <summary>A name of RFC 7518 section 3.1.</summary>
    public string Algorithm { get; set; }
    public bool HasX509Certificate { get; set; }
    /// <summary>UTC.</summary>
    public DateTime Created { get; set; }

    public abstract AsymmetricSecurityKey ToSecurityKey();
}
