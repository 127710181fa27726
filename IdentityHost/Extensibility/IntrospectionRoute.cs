namespace IdentityHost.Extensibility;

/// <summary>Where an introspection was asked for.</summary>
public enum IntrospectionRoute
{
    /// <summary><c>/connect/introspect</c> (RFC 7662).</summary>
    Standard,

    /// <summary><c>/oauth/introspect</c>, or whatever prefix is set.</summary>
    Passport,
}
