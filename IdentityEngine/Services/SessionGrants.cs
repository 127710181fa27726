namespace IdentityEngine.Services;

/// <summary>The grants that give access in a session: what "revoke the tokens" means there.</summary>
internal static class SessionGrants
{
    internal static readonly string[] Types =
        [PersistedGrantTypes.AuthorizationCode, PersistedGrantTypes.RefreshToken, PersistedGrantTypes.ReferenceToken];
}
