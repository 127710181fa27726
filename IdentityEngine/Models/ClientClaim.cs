using System.Security.Claims;

namespace IdentityEngine.Models;

/// <summary>A claim about the client itself, for its access tokens.</summary>
public class ClientClaim
{
    public ClientClaim()
    {
    }

    public ClientClaim(string type, string value)
        : this(type, value, ClaimValueTypes.String)
    {
    }

    public ClientClaim(string type, string value, string valueType)
    {
        Type = type;
        Value = value;
        ValueType = valueType;
    }

    public string Type { get; set; } = null!;
    public string Value { get; set; } = null!;
    public string ValueType { get; set; } = ClaimValueTypes.String;

    public override bool Equals(object? obj) =>
        obj is ClientClaim other
        && string.Equals(Type, other.Type, StringComparison.Ordinal)
        && string.Equals(Value, other.Value, StringComparison.Ordinal)
        && string.Equals(ValueType, other.ValueType, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Type, Value, ValueType);
}
