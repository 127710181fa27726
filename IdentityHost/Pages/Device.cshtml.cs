using IdentityHost.Localization;
using IdentityHost.Outcomes;
using IdentityHost.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdentityHost.Pages;

/// <summary>
/// Where somebody enters the code that a device shows, sees what it asks for, and allows or denies it (RFC 8628 3.3). A link that brings
/// the code along (3.3.1) fills it in and no more: the person still compares and confirms it (5.4).
/// </summary>
[Authorize]
internal sealed class DeviceModel(
    IDeviceFlowInteractionService interaction,
    IEventService events,
    DeviceCodeAttempts attempts,
    ScopeNames names,
    ILogger<DeviceModel> logger) : PageModel
{
    private const string UnknownCode = "There is no such code, or it has expired. Compare it with your device, or ask the device for a new one.";
    private const string NotACode = "Enter the nine digits that your device shows.";
    private const string TooMany = "Too many codes were tried. Wait a minute, then try again.";
    private const string NothingChosen = "Choose at least one of these, or deny.";
    private const string Allowed = "Done. Your device goes on by itself in a few seconds.";
    private const string Denied = "Your device was denied access.";

    [BindProperty(SupportsGet = true)]
    public string? UserCode { get; set; }

    [BindProperty]
    public HashSet<string> Scopes { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What was answered just now. The page tells it once, and not under an address that anybody could hand out.</summary>
    [TempData(Key = "device-answer")]
    public string? Answer { get; set; }

    /// <summary>What became of it; null while there is something to do.</summary>
    public string? Outcome { get; private set; }

    /// <summary>For whom the device asks; null while the code is being entered.</summary>
    public string? ClientName { get; private set; }

    public IReadOnlyList<ConsentChoice> Choices { get; private set; } = [];

    public string? Error { get; private set; }

    public bool WasAllowed => Outcome == Allowed;

    public void OnGet()
    {
        // What was answered before is not the answer to a new code.
        if (UserCode is null)
        {
            Outcome = Answer switch
            {
                nameof(Allowed) => Allowed,
                nameof(Denied) => Denied,
                _ => null,
            };
        }

        UserCode = DeviceUserCode.Read(UserCode) is { } code ? DeviceUserCode.Show(code) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is { } request)
            Show(request, _ => true);
        return Page();
    }

    public async Task<IActionResult> OnPostAllowAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } request)
            return Page();

        Show(request, Scopes.Contains);
        var granted = Choices.Where(choice => choice.IsChosen).Select(choice => choice.Value).ToList();
        if (granted.Count == 0)
        {
            Error = NothingChosen;
            return Page();
        }

        var requested = request.ValidatedResources.RawScopeValues;
        return await AnswerAsync(
            new ConsentResponse { ScopesValuesConsented = granted },
            new ConsentGrantedEvent(User.GetSubjectId(), request.Client.ClientId, requested, granted, false),
            nameof(Allowed),
            ct);
    }

    public async Task<IActionResult> OnPostDenyAsync(CancellationToken ct)
    {
        if (await FindAsync(ct) is not { } request)
            return Page();
        return await AnswerAsync(
            new ConsentResponse { Error = InteractionError.AccessDenied },
            new ConsentDeniedEvent(User.GetSubjectId(), request.Client.ClientId, request.ValidatedResources.RawScopeValues),
            nameof(Denied),
            ct);
    }

    private async Task<DeviceFlowAuthorizationRequest?> FindAsync(CancellationToken ct)
    {
        if (DeviceUserCode.Read(UserCode) is not { } code)
        {
            Error = NotACode;
            return null;
        }

        UserCode = DeviceUserCode.Show(code);
        if (!attempts.Allows(User.GetSubjectId()))
        {
            logger.TooManyUserCodes(User.GetSubjectId());
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Error = TooMany;
            return null;
        }

        var request = await interaction.GetAuthorizationContextAsync(code, ct);
        Error = request is null ? UnknownCode : null;
        return request;
    }

    private async Task<IActionResult> AnswerAsync(ConsentResponse answer, Event raised, string outcome, CancellationToken ct)
    {
        try
        {
            var result = await interaction.HandleRequestAsync(DeviceUserCode.Read(UserCode)!, answer, ct);
            if (result.IsError)
            {
                return Fail();
            }
        }
        catch (GrantConsumedException)
        {
            // Somebody else was quicker, with the same code.
            return Fail();
        }

        await events.RaiseAsync(raised, ct);
        Answer = outcome;
        return this.SeeOther(Url.Page("/Device")!);

        PageResult Fail()
        {
            Error = UnknownCode;
            ClientName = null;
            return Page();
        }
    }

    private void Show(DeviceFlowAuthorizationRequest request, Func<string, bool> isChosen)
    {
        ClientName = request.Client.ClientName ?? request.Client.ClientId;
        Choices = ConsentChoice.Of(request.ValidatedResources, names, isChosen);
    }
}
