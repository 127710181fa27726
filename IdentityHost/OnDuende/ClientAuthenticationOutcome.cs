using IdentityHost.Engine;
using IdentityHost.Outcomes;

namespace IdentityHost.OnDuende;

/// <summary>Remembers in the request that its client did not prove who it is, whatever an endpoint makes of it.</summary>
internal sealed class ClientAuthenticationOutcome(Inner<IClientSecretValidator> inner) : IClientSecretValidator
{
    private static readonly object Failed = new();

    public async Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct)
    {
        var result = await inner.Get().ValidateAsync(context, ct);
        // A request that uses two methods, say, is malformed, and no failed authentication.
        if (result.IsError && (string.IsNullOrEmpty(result.Error) || result.Error == ProtocolErrors.InvalidClient))
            context.Items[Failed] = Failed;
        return result;
    }

    public static bool HasFailed(HttpContext context) => context.Items.ContainsKey(Failed);
}
