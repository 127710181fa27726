namespace IdentityHost.Outcomes;

/// <summary>
/// The caller may not introspect. A response generator can only return a dictionary, so it throws this, and a middleware in front of the
/// engine answers 401 or 403 with a challenge of RFC 6750 3.
/// </summary>
public sealed class IntrospectionRefusedException : Exception
{
    public IntrospectionRefusedException(IntrospectionRefusal refusal, string? clientId = null)
        : base("The caller may not introspect.") => (Refusal, ClientId) = (refusal, clientId);

    public IntrospectionRefusedException()
        : this(IntrospectionRefusal.NotPermitted)
    {
    }

    public IntrospectionRefusedException(string message)
        : base(message) => Refusal = IntrospectionRefusal.NotPermitted;

    public IntrospectionRefusedException(string message, Exception innerException)
        : base(message, innerException) => Refusal = IntrospectionRefusal.NotPermitted;

    /// <summary>What is answered.</summary>
    public IntrospectionRefusal Refusal { get; }

    /// <summary>The calling client or API resource, for the log.</summary>
    public string? ClientId { get; }
}
