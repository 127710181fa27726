using IdentityEngine.Extensions;
using IdentityEngine.Models;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.Extensions.Logging;

namespace IdentityEngine.ResponseHandling;

/// <summary>
/// Decides whether a valid authorization request can be answered now, needs the user at the sign-in or the consent page, or can't be answered
/// (OpenID Connect Core 3.1.2.3).
/// </summary>
internal sealed class AuthorizeInteractionResponseGenerator(
    IProfileService profile,
    IConsentService consents,
    FreshSignIn freshSignIn,
    CurrentSignIn signIn,
    IdTokenHint hint,
    ILogger<AuthorizeInteractionResponseGenerator> logger) : IAuthorizeInteractionResponseGenerator
{
    public async Task<InteractionResponse> ProcessInteractionAsync(
        ValidatedAuthorizeRequest request, ConsentResponse? consent, CancellationToken ct)
    {
        if (consent?.Error is { } refusal)
        {
            return Failure(InteractionErrors.Of(refusal, consent.ErrorDescription));
        }

        var reason = await ReasonToSignInAsync(request, ct);
        if (reason is not null)
        {
            Log.SignInNeeded(logger, request.ClientId, reason);
            if (request.PromptModes.Contains(PromptModes.None))
            {
                return Failure(AuthorizeErrors.LoginRequired);
            }

            var isNewAccount = request.PromptModes.Contains(PromptModes.Create);
            return new InteractionResponse { IsCreateAccount = isNewAccount, IsLogin = !isNewAccount };
        }

        return consent is null ? await AskForConsentAsync(request, ct) : await ApplyConsentAsync(request, consent, ct);
    }

    private async Task<InteractionResponse> AskForConsentAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        var isNeeded = request.PromptModes.Contains(PromptModes.Consent)
            || await consents.RequiresConsentAsync(request.Subject!, request.Client, request.ValidatedResources.ParsedScopes, ct);
        if (!isNeeded)
        {
            return new InteractionResponse();
        }

        return request.PromptModes.Contains(PromptModes.None)
            ? Failure(AuthorizeErrors.ConsentRequired)
            : new InteractionResponse { IsConsent = true };
    }

    /// <summary>Narrows the request down to what the user allowed: never to more than was asked for.</summary>
    private async Task<InteractionResponse> ApplyConsentAsync(
        ValidatedAuthorizeRequest request, ConsentResponse consent, CancellationToken ct)
    {
        var allowed = request.ValidatedResources.Filter(consent.ScopesValuesConsented ?? []);
        if (allowed.ParsedScopes.Count == 0 || !RequiredScopes.In(request.ValidatedResources).All(allowed.RawScopeValues.Contains))
        {
            return Failure(InteractionErrors.Of(InteractionError.AccessDenied, description: null));
        }

        request.ValidatedResources = allowed;
        request.WasConsentShown = true;
        request.Description = consent.Description;
        await consents.UpdateConsentAsync(request.Subject!, request.Client, consent.RememberConsent ? allowed.ParsedScopes : [], ct);
        return new InteractionResponse();
    }

    private async Task<string?> ReasonToSignInAsync(ValidatedAuthorizeRequest request, CancellationToken ct)
    {
        if (!request.Subject.IsAuthenticated())
        {
            return "nobody is signed in";
        }

        if (await hint.FindSubjectAsync(request, ct) is { } meant && meant != request.Subject.GetSubjectId())
        {
            return "the request is about another user";
        }

        if (IsTooOld(request) && !freshSignIn.IsAnswered(request, await signIn.FindAsync()))
        {
            return "the request asks for a fresh sign-in";
        }

        if (!request.Client.EnableLocalLogin
            && request.Subject.GetIdentityProvider() == IdentityServerConstants.LocalIdentityProvider)
        {
            return "the client does not accept users who signed in here";
        }

        var context = new IsActiveContext(request.Subject!, request.Client, ProfileIsActiveCallers.AuthorizeEndpoint);
        await profile.IsActiveAsync(context, ct);
        return context.IsActive ? null : "the user is not active";
    }

    private bool IsTooOld(ValidatedAuthorizeRequest request) =>
        request.PromptModes.Contains(PromptModes.Login)
        || request.PromptModes.Contains(PromptModes.SelectAccount)
        || request.PromptModes.Contains(PromptModes.Create)
        || (FreshSignIn.OldestAllowed(request) is { } seconds && freshSignIn.IsOlderThan(seconds, request));

    private static InteractionResponse Failure(OAuthError error) =>
        new() { Error = error.Code, ErrorDescription = error.Description };
}
