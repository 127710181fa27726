namespace IdentityHost.RequestState;

/// <summary>A user as this request read them.</summary>
/// <param name="Subject">The id that was asked for.</param>
/// <param name="State">Whether their tokens count.</param>
/// <param name="IntrospectionId">What the answer of an introspection calls them (<c>id</c>), if they are active.</param>
/// <param name="UserName">The name with which they sign in, if they are active.</param>
internal sealed record UserOfRequest(string Subject, UserState State, string? IntrospectionId, string? UserName)
{
    /// <summary>There, and not disabled.</summary>
    public bool IsActive => State is UserState.Active;
}
