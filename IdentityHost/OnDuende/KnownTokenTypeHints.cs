using System.Collections.Specialized;
using IdentityHost.Engine;

namespace IdentityHost.OnDuende;

/// <summary>RFC 7009 2.1: a hint that the server does not know is ignored. Duende refuses the request.</summary>
internal sealed class KnownTokenTypeHints(Inner<ITokenRevocationRequestValidator> inner) : ITokenRevocationRequestValidator
{
    private const string Hint = "token_type_hint";

    public Task<TokenRevocationRequestValidationResult> ValidateRequestAsync(NameValueCollection parameters, Client client, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters[Hint] is not (null or "access_token" or "refresh_token"))
        {
            parameters = new NameValueCollection(parameters);
            parameters.Remove(Hint);
        }

        return inner.Get().ValidateRequestAsync(parameters, client, ct);
    }
}
