using System.Collections.Specialized;
using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>An introspection request and its caller: an API resource or a client.</summary>
public class IntrospectionRequestValidationContext
{
    private NameValueCollection? _parameters;

    public NameValueCollection Parameters
    {
        get => _parameters ??= Form is null ? [] : FormRequest.ToParameters(Form);
        set => _parameters = value;
    }

    public ApiResource? Api { get; set; }
    public Client? Client { get; set; }

    /// <summary>What the parameters are made of, when somebody of the host's asks for them.</summary>
    internal IFormCollection? Form { get; init; }

    /// <summary>A parameter, or null; names are told apart by case (RFC 6749 3.1).</summary>
    internal string? Find(string name) =>
        _parameters is null && Form is not null ? FormRequest.Find(Form, name) : Parameters[name];
}
