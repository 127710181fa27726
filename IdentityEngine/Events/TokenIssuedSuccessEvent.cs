#nullable disable

using IdentityEngine.ResponseHandling;
using IdentityEngine.Validation;

namespace IdentityEngine.Events;

/// <summary>Tokens were issued.</summary>
public class TokenIssuedSuccessEvent : Event
{
    public TokenIssuedSuccessEvent(TokenResponse response, TokenRequestValidationResult request)
        : base(EventCategories.Token, "Token Issued Success", EventTypes.Success, EventIds.TokenIssuedSuccess)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(request);

        var validated = request.ValidatedRequest;
        ClientId = validated.Client.ClientId;
        ClientName = validated.Client.ClientName;
        Endpoint = IdentityServerConstants.EndpointNames.Token;
        SubjectId = validated.Subject?.FindFirst(JwtClaimTypes.Subject)?.Value;
        GrantType = validated.GrantType;
        Scopes = string.Join(' ', validated.ValidatedResources.RawScopeValues);

        var tokens = new List<Token>();
        if (response.IdentityToken != null)
            tokens.Add(new Token(IdentityServerConstants.TokenTypes.IdentityToken, Obfuscate(response.IdentityToken)));
        if (response.AccessToken != null)
            tokens.Add(new Token(IdentityServerConstants.TokenTypes.AccessToken, Obfuscate(response.AccessToken)));
        if (response.RefreshToken != null)
            tokens.Add(new Token(OAuthParameters.RefreshToken, Obfuscate(response.RefreshToken)));
        Tokens = tokens;
    }

    public string ClientId { get; set; }
    public string ClientName { get; set; }
    public string RedirectUri { get; set; }
    public string Endpoint { get; set; }
    public string SubjectId { get; set; }
    public string Scopes { get; set; }
    public string GrantType { get; set; }
    public IEnumerable<Token> Tokens { get; set; }

    /// <summary>The kind of an issued token, and its end only.</summary>
    public class Token
    {
        public Token(string type, string value)
        {
            TokenType = type;
            TokenValue = value;
        }

        public string TokenType { get; }
        public string TokenValue { get; }
    }
}
