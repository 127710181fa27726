using System.Globalization;
using Microsoft.Extensions.Localization;

namespace IdentityHost.Localization;

/// <summary>
/// What a scope is called in the language of the page: as its configuration says for that language, or else for all. For OpenID Connect's own
/// scopes there are names, and their usual English ones are known in the other languages too.
/// </summary>
internal sealed class ScopeNames(IStringLocalizer<ScopeNames> texts)
{
    /// <summary>With a language behind it: the property of a scope that holds its name in that language (seeds' <c>displayName</c>).</summary>
    private const string PropertyPrefix = "display_name:";

    private const string OpenId = "Your user identifier";
    private const string Profile = "Your profile";
    private const string Email = "Your email address";
    private const string Address = "Your postal address";
    private const string Phone = "Your telephone number";

    // As Duende's own definitions of these scopes have them.
    private const string UserProfile = "User profile";
    private const string PhoneNumber = "Your phone number";

    public string Of(Resource scope)
    {
        if (scope.Properties.TryGetValue(PropertyPrefix + CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, out var name))
            return name;
        // The constructors of scopes take the name for the display name, where none is given.
        var general = string.IsNullOrWhiteSpace(scope.DisplayName) || scope.DisplayName == scope.Name ? null : scope.DisplayName;
        if (scope is not IdentityResource)
            return general ?? scope.Name;
        var english = general ?? Standard(scope.Name) ?? scope.Name;
        return english is OpenId or Profile or Email or Address or Phone or UserProfile or PhoneNumber ? texts[english] : english;
    }

    private static string? Standard(string scope) => scope switch
    {
        StandardScopes.OpenId => OpenId,
        StandardScopes.Profile => Profile,
        StandardScopes.Email => Email,
        StandardScopes.Address => Address,
        StandardScopes.Phone => Phone,
        _ => null,
    };
}
