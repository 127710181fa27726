namespace IdentityHost.RequestState;

/// <summary>What the database has of a reference token, and of its user.</summary>
/// <param name="Type">Of the grant.</param>
/// <param name="Expiration">Null: never.</param>
/// <param name="Data">The stored payload.</param>
/// <param name="User">Null for a token that a client asked for itself.</param>
internal sealed record StoredReferenceToken(string Type, DateTimeOffset? Expiration, string Data, UserOfRequest? User);
