using IdentityEngine.Configuration;

namespace IdentityEngine.Validation;

/// <summary>The values of <c>prompt</c> (OpenID Connect Core 3.1.2.1, Initiating User Registration via OpenID Connect 1.0).</summary>
internal static class PromptModes
{
    internal const string None = "none";
    internal const string Login = "login";
    internal const string Consent = "consent";
    internal const string SelectAccount = "select_account";
    internal const string Create = "create";

    /// <summary>Those that this server answers: there has to be a page on which people create an account.</summary>
    internal static IReadOnlyList<string> Supported(UserInteractionOptions pages) =>
        string.IsNullOrEmpty(pages.CreateAccountUrl)
            ? [None, Login, Consent, SelectAccount]
            : [None, Login, Consent, SelectAccount, Create];

    internal static bool IsKnown(string mode, UserInteractionOptions pages) => Supported(pages).Contains(mode);
}
