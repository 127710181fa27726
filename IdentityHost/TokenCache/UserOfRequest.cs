namespace IdentityHost.TokenCache;

/// <summary>A user as this request read them.</summary>
/// <param name="Subject">The id that was asked for.</param>
/// <param name="IsActive">There, and not disabled.</param>
/// <param name="IntrospectionId">What the answer of an introspection calls them (<c>id</c>), if they are active.</param>
/// <param name="UserName">The name with which they sign in, if they are active.</param>
internal sealed record UserOfRequest(string Subject, bool IsActive, string? IntrospectionId, string? UserName);
