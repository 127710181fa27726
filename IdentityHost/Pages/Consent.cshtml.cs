using IdentityHost.Localization;
using IdentityHost.Pages.Account;
using IdentityHost.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages;

/// <summary>
/// Asks a person what a client may have of what its authorization request, which is the return URL, asks for (RFC 6749 3.3). What was not
/// asked for can't be allowed, whatever the form says.
/// </summary>
[ConsentNeedsSignIn]
internal sealed class ConsentModel(IIdentityServerInteractionService interaction, IEventService events, ScopeNames names) : PageModel
{
    private const string NothingChosen = "Choose at least one of these, or deny.";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public HashSet<string> Scopes { get; set; } = new(StringComparer.Ordinal);

    [BindProperty]
    public bool Remember { get; set; }

    public string ClientName { get; private set; } = "";

    /// <summary>The client's picture; null if it has none that can be shown.</summary>
    public string? LogoUrl { get; private set; }

    /// <summary>The client's own page; null if it has none.</summary>
    public string? AboutUrl { get; private set; }

    public IReadOnlyList<ConsentChoice> Choices { get; private set; } = [];

    /// <summary>False where the answer would not be remembered anyway: the client does not want it, or it asks for access while the person is away.</summary>
    public bool MayRemember { get; private set; }

    public string? Error { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        Show(target.Request!, _ => true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        var request = target.Request!;
        Show(request, Scopes.Contains);
        var granted = Choices.Where(choice => choice.IsChosen).Select(choice => choice.Value).ToList();
        if (granted.Count == 0)
        {
            Error = NothingChosen;
            return Page();
        }

        var remember = Remember && MayRemember;
        await interaction.GrantConsentAsync(
            request, new ConsentResponse { ScopesValuesConsented = granted, RememberConsent = remember }, ct);
        await events.RaiseAsync(
            new ConsentGrantedEvent(User.GetSubjectId(), request.Client.ClientId, RequestedBy(request), granted, remember), ct);
        return this.SeeOther(target.Url!);
    }

    /// <summary>The client is told so (RFC 6749 4.1.2.1, access_denied).</summary>
    public async Task<IActionResult> OnPostDenyAsync(CancellationToken ct)
    {
        var target = await SignInReturn.ReadAsync(HttpContext, interaction, ReturnUrl, ct);
        if (Refuse(target) is { } refusal)
        {
            return refusal;
        }

        var request = target.Request!;
        await interaction.DenyAuthorizationAsync(request, InteractionError.AccessDenied, ct);
        await events.RaiseAsync(new ConsentDeniedEvent(User.GetSubjectId(), request.Client.ClientId, RequestedBy(request)), ct);
        return this.SeeOther(target.Url!);
    }

    private void Show(AuthorizationRequest request, Func<string, bool> isChosen)
    {
        var client = request.Client;
        ClientName = client.ClientName ?? client.ClientId;
        AboutUrl = WebAddress(client.ClientUri)?.AbsoluteUri;
        Choices = ConsentChoice.Of(request.ValidatedResources, names, isChosen);
        MayRemember = client.AllowRememberConsent && !request.ValidatedResources.Resources.OfflineAccess;
        PageSecurityHeaders.AllowFormToReach(HttpContext, request.RedirectUri);
        if (WebAddress(client.LogoUri) is { Scheme: "https" } logo)
        {
            LogoUrl = logo.AbsoluteUri;
            PageSecurityHeaders.AllowImagesOf(HttpContext, logo);
        }
    }

    private static IEnumerable<string> RequestedBy(AuthorizationRequest request) => request.ValidatedResources.RawScopeValues;

    /// <summary>Never a javascript: address, whatever is configured.</summary>
    private static Uri? WebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri : null;

    /// <summary>Without a request there is nothing to ask; one that can't be answered any more goes where that is said.</summary>
    private IActionResult? Refuse(SignInReturn target)
    {
        if (target.Request is not null)
        {
            return null;
        }

        return target.IsStale ? this.SeeOther(target.Url!) : BadRequest();
    }
}
