#nullable disable

using System.Collections.Specialized;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>An introspection request and its caller: an API resource or a client.</summary>
public class IntrospectionRequestValidationContext
{
    public NameValueCollection Parameters { get; set; }
    public ApiResource Api { get; set; }
    public Client Client { get; set; }
}
