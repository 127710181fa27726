using IdentityEngine.Hosting;
using IdentityEngine.Models;
using IdentityEngine.Stores;

namespace IdentityEngine.Services;

/// <summary>What the host's pages may ask.</summary>
internal sealed class DefaultInteractionService(
    IReturnUrlParser returnUrls, IMessageStore<ErrorMessage> errors, InteractionAnswer answer) : IIdentityServerInteractionService
{
    public async Task<AuthorizationRequest> GetAuthorizationContextAsync(string returnUrl, CancellationToken ct) =>
        (await returnUrls.ParseAsync(returnUrl, ct) as AuthorizationRequest)!;

    public bool IsValidReturnUrl(string returnUrl) => returnUrls.IsValidReturnUrl(returnUrl);

    public async Task<ErrorMessage> GetErrorContextAsync(string errorId, CancellationToken ct) =>
        (await errors.ReadAsync(errorId, ct))?.Data!;

    public Task DenyAuthorizationAsync(
        AuthorizationRequest request, InteractionError error, CancellationToken ct, string? errorDescription = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        answer.Write(request.Parameters, error, errorDescription);
        return Task.CompletedTask;
    }
}
