namespace IdentityHost.Extensibility;

/// <summary>Tells the response generator that the answer goes to the Passport route, to a caller who may see every access token.</summary>
public sealed class PassportIntrospectionRequestValidationResult : IntrospectionRequestValidationResult
{
    /// <summary>What the token validator found; null for a token that is not active.</summary>
    public TokenValidationResult? TokenValidation { get; init; }
}
