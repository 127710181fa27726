using IdentityHost.Localization;
using IdentityHost.Pages.Shared;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages.Manage;

/// <summary>The applications that have something of the signed-in person's, a consent or tokens; takes it away from them.</summary>
internal sealed class ApplicationsModel(
    SignedInUser signedIn, IIdentityServerInteractionService interaction, IClientStore clients, IResourceStore resources, ScopeNames scopeNames) : PageModel
{
    // The scope that the page has a text of its own for; any other is called as the configuration says.
    private const string OfflineAccessName = "Access while you are away";

    public IReadOnlyList<AccessOfApplication> Applications { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is null)
            return Challenge();
        var grants = await interaction.GetAllUserGrantsAsync(ct);
        var names = await ScopeNamesAsync(grants.SelectMany(grant => grant.Scopes ?? []).Distinct(StringComparer.Ordinal).ToList(), ct);
        var applications = new List<AccessOfApplication>();
        foreach (var grant in grants)
        {
            // A client that was removed meanwhile has only its identifier left.
            var client = await clients.FindClientByIdAsync(grant.ClientId, ct);
            applications.Add(new AccessOfApplication(
                grant.ClientId,
                client?.ClientName ?? grant.ClientId,
                grant.Description,
                [.. (grant.Scopes ?? []).Order(StringComparer.Ordinal).Select(scope => names.GetValueOrDefault(scope, scope))],
                grant.CreationTime));
        }

        Applications = [.. applications.OrderBy(application => application.Name, StringComparer.CurrentCulture)];
        return Page();
    }

    /// <summary>Takes the consent and every token of the application's away.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string? clientId, CancellationToken ct)
    {
        if (await signedIn.FindAsync(User) is null)
            return Challenge();
        if (!string.IsNullOrWhiteSpace(clientId))
            await interaction.RevokeUserConsentAsync(clientId, ct);
        return this.SeeOther(Url.Page("/Manage/Applications")!);
    }

    private async Task<Dictionary<string, string>> ScopeNamesAsync(List<string> scopes, CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [StandardScopes.OfflineAccess] = OfflineAccessName };
        foreach (var resource in await resources.FindIdentityResourcesByScopeNameAsync(scopes, ct))
            names[resource.Name] = scopeNames.Of(resource);
        foreach (var scope in await resources.FindApiScopesByNameAsync(scopes, ct))
            names[scope.Name] = scopeNames.Of(scope);
        return names;
    }
}
