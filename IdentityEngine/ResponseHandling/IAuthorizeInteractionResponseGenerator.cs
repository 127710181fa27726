using IdentityEngine.Models;
using IdentityEngine.Validation;

namespace IdentityEngine.ResponseHandling;

/// <summary>Decides whether the user must do something before the client gets its answer.</summary>
public interface IAuthorizeInteractionResponseGenerator
{
    /// <summary>Decides; <paramref name="consent"/> is what the user decided on a page, or null.</summary>
    Task<InteractionResponse> ProcessInteractionAsync(ValidatedAuthorizeRequest request, ConsentResponse? consent, CancellationToken ct);
}
