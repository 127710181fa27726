namespace IdentityEngine.Validation;

/// <summary>The values of <c>prompt</c> (OpenID Connect Core 3.1.2.1).</summary>
internal static class PromptModes
{
    internal const string None = "none";
    internal const string Login = "login";
    internal const string Consent = "consent";
    internal const string SelectAccount = "select_account";

    internal static bool IsKnown(string mode) => mode is None or Login or Consent or SelectAccount;
}
