namespace IdentityHost.Users.SignIn;

/// <summary>An attempt to sign in that was counted.</summary>
/// <param name="UserId">Whose account it is about; empty where there is none.</param>
/// <param name="Browser">In which known browser it is made; null for a stranger's.</param>
/// <param name="IsAllowed">Whether it is looked at at all.</param>
/// <param name="IsLast">Whether further ones are not, unless this one succeeds.</param>
internal sealed record SignInAttempt(string UserId, string? Browser, bool IsAllowed, bool IsLast);
