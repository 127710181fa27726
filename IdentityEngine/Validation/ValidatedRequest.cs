using System.Collections.Specialized;
using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>What every validated request of a client has.</summary>
public class ValidatedRequest : IValidatedRequest
{
    /// <summary>The parameters as they were sent. They hold secrets and codes: never logged.</summary>
    public NameValueCollection Raw { get; set; } = null!;
    public Client Client { get; set; } = null!;
    public string IssuerName { get; set; } = null!;
    public ParsedSecret? Secret { get; set; }
    /// <summary>Seconds. Starts as the client's setting.</summary>
    public int AccessTokenLifetime { get; set; }
    /// <summary>Claims of the client for its access token. Starts as the client's setting.</summary>
    public ICollection<Claim> ClientClaims { get; set; } = [];
    public AccessTokenType AccessTokenType { get; set; }
    /// <summary>The user; null if the request is the client's own.</summary>
    public ClaimsPrincipal? Subject { get; set; }
    public string? SessionId { get; set; }
    public IdentityServerOptions Options { get; set; } = null!;
    public ResourceValidationResult ValidatedResources { get; set; } = new();
    public string ClientId { get; set; } = null!;

    IConnectedApplication IValidatedRequest.Application => Client;

    /// <summary>Sets the client and what follows from its settings.</summary>
    internal void SetClient(Client client, ParsedSecret? secret = null)
    {
        Client = client ?? throw new ArgumentNullException(nameof(client));
        ClientId = client.ClientId;
        Secret = secret;
        AccessTokenLifetime = client.AccessTokenLifetime;
        AccessTokenType = client.AccessTokenType;
        ClientClaims = [.. client.Claims.Select(claim => new Claim(claim.Type, claim.Value, claim.ValueType))];
    }
}
