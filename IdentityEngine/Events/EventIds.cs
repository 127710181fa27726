namespace IdentityEngine.Events;

/// <summary>The contract's numbers, by which an audit recognises events.</summary>
internal static class EventIds
{
    internal const int UserLoginSuccess = 1000;
    internal const int UserLoginFailure = 1001;
    internal const int UserLogoutSuccess = 1002;
    internal const int ClientAuthenticationFailure = 1011;
    internal const int ApiAuthenticationFailure = 1021;
    internal const int TokenIssuedSuccess = 2000;
    internal const int TokenIssuedFailure = 2001;
    internal const int TokenRevokedSuccess = 2010;
    internal const int TokenIntrospectionSuccess = 2020;
    internal const int TokenIntrospectionFailure = 2021;
    internal const int ConsentGranted = 4000;
    internal const int ConsentDenied = 4001;
    internal const int GrantsRevoked = 4002;
}
