using System.Collections.Specialized;
using System.Security.Claims;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Hosting;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Endpoints;

/// <summary>The steps that the authorization endpoint and its callback share, in their order.</summary>
internal sealed class AuthorizeRequestHandler(
    IUserSession session,
    AuthorizeRequestValidator validator,
    IAuthorizeInteractionResponseGenerator interaction,
    AuthorizeResponseGenerator responses,
    InteractionAnswer answer)
{
    /// <param name="parameters">The request, from query or form.</param>
    /// <param name="requestId">Named on the error page.</param>
    /// <param name="ct">The request was given up.</param>
    /// <param name="fromPage">Whether the browser comes from a page, on which the user may have decided something.</param>
    /// <param name="isPosted">Whether it is a form, with which no cookie may have come.</param>
    internal async Task<IEndpointResult> HandleAsync(
        NameValueCollection parameters, string requestId, CancellationToken ct, bool fromPage = false, bool isPosted = false)
    {
        var user = await session.GetUserAsync(ct);

        var validation = await validator.ValidateAsync(parameters, user, ct);
        var request = validation.Request;
        if (validation.IsError)
        {
            return Failure(request, validation.Error!, validation.ErrorDescription, requestId);
        }

        if (user is null && isPosted)
        {
            return new AuthorizeCallbackResult(request);
        }

        var decision = fromPage ? answer.Take(parameters, SubjectOf(user)) : null;
        var needed = await interaction.ProcessInteractionAsync(request, decision, ct);
        if (needed.IsError)
        {
            return Failure(request, needed.Error!, needed.ErrorDescription, requestId);
        }

        if (needed.IsLogin || needed.IsCreateAccount)
        {
            return new LoginPageResult(request, needed.IsCreateAccount);
        }

        if (needed.IsConsent)
        {
            return new ConsentPageResult(request);
        }

        // First, so that no client has a code of a session whose end it would not hear of.
        await session.AddClientIdAsync(request.ClientId, ct);
        return new AuthorizeResult(request, await responses.CreateAsync(request, ct));
    }

    internal static NameValueCollection ReadQuery(HttpRequest request)
    {
        var parameters = new NameValueCollection(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            foreach (var value in values)
            {
                parameters.Add(name, value);
            }
        }

        return parameters;
    }

    private static string? SubjectOf(ClaimsPrincipal? user) => user?.FindFirst(JwtClaimTypes.Subject)?.Value;

    private static IEndpointResult Failure(ValidatedAuthorizeRequest request, string error, string? description, string requestId) =>
        request.RedirectUri is null
            ? new AuthorizeErrorPageResult(request, error, description, requestId)
            : new AuthorizeResult(request, new AuthorizeResponse { Error = error, ErrorDescription = description });
}
