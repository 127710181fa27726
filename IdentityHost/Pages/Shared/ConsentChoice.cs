using IdentityHost.Localization;

namespace IdentityHost.Pages.Shared;

/// <summary>One of the scopes that a person is asked about.</summary>
/// <param name="Value">The scope as it was requested.</param>
/// <param name="IsRequired">It can't be left out.</param>
/// <param name="IsEmphasized">It is pointed out.</param>
/// <param name="IsChosen">Whether it is allowed.</param>
internal sealed record ConsentChoice(
    string Value, string DisplayName, string? Description, bool IsRequired, bool IsEmphasized, bool IsChosen)
{
    public bool IsOfflineAccess => Value == StandardScopes.OfflineAccess;

    /// <summary>The scopes of a request: what is about the person first, access while they are away last.</summary>
    internal static IReadOnlyList<ConsentChoice> Of(ResourceValidationResult requested, ScopeNames names, Func<string, bool> isChosen)
    {
        var choices = new List<ConsentChoice>();
        foreach (var resource in requested.Resources.IdentityResources)
        {
            // Without openid it would be another kind of request.
            var isRequired = resource.Required || resource.Name == StandardScopes.OpenId;
            choices.Add(Choice(resource.Name, resource, isRequired, resource.Emphasize));
        }

        foreach (var scope in requested.ParsedScopes)
        {
            if (requested.Resources.ApiScopes.FirstOrDefault(api => api.Name == scope.ParsedName) is { } api)
                choices.Add(Choice(scope.RawValue, api, api.Required, api.Emphasize));
        }

        if (requested.Resources.OfflineAccess)
            choices.Add(new(StandardScopes.OfflineAccess, "", null, IsRequired: false, IsEmphasized: false, isChosen(StandardScopes.OfflineAccess)));
        return choices;

        ConsentChoice Choice(string value, Resource resource, bool isRequired, bool isEmphasized)
        {
            var description = string.IsNullOrWhiteSpace(resource.Description) ? null : resource.Description;
            return new(value, names.Of(resource), description, isRequired, isEmphasized, isRequired || isChosen(value));
        }
    }
}
