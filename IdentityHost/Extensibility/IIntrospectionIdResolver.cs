namespace IdentityHost.Extensibility;

/// <summary>
/// Gives the member <c>id</c> of an introspection answer: the user's global identifier (Passport's <c>getIntrospectionId()</c>). Register
/// an implementation after <c>AddIdentityHost</c> to take it from elsewhere.
/// </summary>
public interface IIntrospectionIdResolver
{
    /// <summary>The identifier of the user with this subject, or null if there is no such user: then the token is not active.</summary>
    /// <remarks>Throw when it can't be found out: an outage is answered with 503, never with an inactive token.</remarks>
    ValueTask<string?> FindIdAsync(string subject, CancellationToken ct);
}
