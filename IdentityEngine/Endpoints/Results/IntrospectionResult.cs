#nullable disable

namespace IdentityEngine.Endpoints.Results;

/// <summary>The answer of an introspection endpoint (RFC 7662 section 2.2).</summary>
public class IntrospectionResult : EndpointResult<IntrospectionResult>
{
    public IntrospectionResult(Dictionary<string, object> entries) => Entries = entries ?? throw new ArgumentNullException(nameof(entries));

    /// <summary>The members of the JSON object.</summary>
    public Dictionary<string, object> Entries { get; }
}
