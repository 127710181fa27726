namespace IdentityEngine.Models;

/// <summary>A stored secret of a client or an API resource.</summary>
public class Secret
{
    public Secret()
    {
    }

    public Secret(string value, DateTime? expiration = null)
    {
        Value = value;
        Expiration = expiration;
    }

    public Secret(string value, string description, DateTime? expiration = null)
        : this(value, expiration) => Description = description;

    public string? Description { get; set; }
    /// <summary>For <see cref="IdentityServerConstants.SecretTypes.SharedSecret"/>: the Base64 SHA-256 of the secret's UTF-8 bytes.</summary>
    public string Value { get; set; } = null!;
    /// <summary>UTC; null: does not expire.</summary>
    public DateTime? Expiration { get; set; }
    public string Type { get; set; } = IdentityServerConstants.SecretTypes.SharedSecret;

    public override bool Equals(object? obj) =>
        obj is Secret other
        && string.Equals(Type, other.Type, StringComparison.Ordinal)
        && string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
