#nullable disable

using System.Collections.Specialized;
using System.Security.Claims;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>A valid introspection request: whether the token is active, and its claims if it is.</summary>
public class IntrospectionRequestValidationResult : ValidationResult
{
    private NameValueCollection _parameters;

    public NameValueCollection Parameters
    {
        get => _parameters ?? Request?.Parameters;
        set => _parameters = value;
    }

    /// <summary>The caller, if it is an API resource.</summary>
    public ApiResource Api { get; set; }
    /// <summary>The caller, if it is a client.</summary>
    public Client Client { get; set; }
    public bool IsActive { get; set; }
    /// <summary>The token's claims; null if it is not active.</summary>
    public IEnumerable<Claim> Claims { get; set; }
    public string Token { get; set; }

    /// <summary>Where the parameters are, unless somebody sets others.</summary>
    internal IntrospectionRequestValidationContext Request { get; init; }
}
