namespace IdentityHost.Users.TwoFactor;

/// <summary>Under which names ASP.NET Core Identity keeps a second factor in <c>UserTokens</c>.</summary>
internal static class TwoFactorTokens
{
    internal const string Provider = "[AspNetUserStore]";
    internal const string Secret = "AuthenticatorKey";
    internal const string RecoveryCodes = "RecoveryCodes";
}
