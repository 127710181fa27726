using IdentityHost.Memory;

namespace IdentityHost.RequestState;

/// <summary>A token that was presented in this request.</summary>
internal sealed class TokenOfRequest
{
    /// <param name="token">As it was presented.</param>
    /// <param name="origin">The request, where the issuer is the address under which it came: a JWT of one is nothing to another.</param>
    public TokenOfRequest(string token, HttpRequest? origin)
    {
        Token = token;
        // A handle has no dot and a JWT always has.
        IsJwt = token.Contains('.', StringComparison.Ordinal);
        Key = GrantKey.Hash(token, IsJwt ? TypeOfJwt(origin) : PersistedGrantTypes.ReferenceToken);
    }

    public string Token { get; }

    public bool IsJwt { get; }

    public TokenKey Key { get; }

    /// <summary>Whether the database was asked for it.</summary>
    public bool WasRead { get; private set; }

    /// <summary>As the database has it.</summary>
    public StoredReferenceToken? Grant { get; private set; }

    private static string TypeOfJwt(HttpRequest? origin) => origin is null ? "jwt" : $"jwt:{origin.Scheme}://{origin.Host}{origin.PathBase}";

    public void Read(StoredReferenceToken? grant) => (WasRead, Grant) = (true, grant);
}
