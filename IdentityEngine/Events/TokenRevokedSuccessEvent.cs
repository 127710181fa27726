#nullable disable

using IdentityEngine.Models;
using IdentityEngine.Validation;

namespace IdentityEngine.Events;

/// <summary>A client revoked a token.</summary>
public class TokenRevokedSuccessEvent : Event
{
    public TokenRevokedSuccessEvent(TokenRevocationRequestValidationResult requestResult, Client client)
        : base(EventCategories.Token, "Token Revoked Success", EventTypes.Success, EventIds.TokenRevokedSuccess)
    {
        ArgumentNullException.ThrowIfNull(requestResult);
        ArgumentNullException.ThrowIfNull(client);

        ClientId = client.ClientId;
        ClientName = client.ClientName;
        TokenType = requestResult.TokenTypeHint;
        Token = Obfuscate(requestResult.Token);
    }

    public string ClientId { get; set; }
    public string ClientName { get; set; }
    public string TokenType { get; set; }
    /// <summary>Its end only.</summary>
    public string Token { get; set; }
}
