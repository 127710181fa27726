using IdentityHost.Engine;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// Reads id and secret of an <c>Authorization: Basic</c> header in both ways where they differ: form-decoded first (RFC 6749 2.3.1), and else as
/// they were sent, each by itself: an API's name with a colon has to be encoded, whatever becomes of the secret. All else is the engine's to read.
/// </summary>
internal sealed class BasicReadings(Inner<ISecretsListParser> inner) : ISecretsListParser
{
    public Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct) =>
        context.Request.Headers.Authorization is [{ } header]
        && BasicCredentials.IsBasic(header)
        && BasicCredentials.MayDiffer(header)
        // Of the services only few requests need any.
        && context.RequestServices.GetRequiredService<IOptions<IdentityHostSettings>>().Value.ClientAuthentication.RawBasic
            ? ReadAsync(context, header, ct)
            : inner.Get().ParseAsync(context, ct);

    public IEnumerable<string> GetAvailableAuthenticationMethods() => inner.Get().GetAvailableAuthenticationMethods();

    private async Task<ParsedSecret?> ReadAsync(HttpContext context, string header, CancellationToken ct)
    {
        if (BasicCredentials.Read(header) is not { Raw.Id.Length: > 0 } credentials || !CanBe(context, credentials.Raw))
            return await inner.Get().ParseAsync(context, ct);
        var id = await IdAsync(context.RequestServices, credentials.Raw.Id, credentials.DecodedId, ct);
        var (raw, decoded) = (credentials.Raw.Secret, credentials.DecodedSecret);
        if (raw.Length == 0)
            return new ParsedSecret { Id = id, Type = ParsedSecretTypes.NoSecret };
        return decoded is null || decoded == raw
            ? new ParsedSecret { Id = id, Credential = raw, Type = ParsedSecretTypes.SharedSecret }
            : new EitherSecret { Id = id, Credential = decoded, Other = raw, Type = ParsedSecretTypes.SharedSecret };
    }

    /// <summary>The decoded id, unless there is none, or nobody has it and somebody has the raw one.</summary>
    private static async ValueTask<string> IdAsync(IServiceProvider services, string raw, string? decoded, CancellationToken ct)
    {
        if (decoded is not { Length: > 0 } || decoded == raw)
            return raw;
        return await ExistsAsync(services, decoded, ct) || !await ExistsAsync(services, raw, ct) ? decoded : raw;
    }

    private static bool CanBe(HttpContext context, BasicCredentials.Pair pair)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<IdentityServerOptions>>().Value.InputLengthRestrictions;
        return pair.Id.Length <= limits.ClientId && pair.Secret.Length <= limits.ClientSecret;
    }

    private static async ValueTask<bool> ExistsAsync(IServiceProvider services, string id, CancellationToken ct) =>
        await services.GetRequiredService<IClientStore>().FindClientByIdAsync(id, ct) is not null
        || (await services.GetRequiredService<IResourceStore>().FindApiResourcesByNameAsync([id], ct)).Count > 0;
}
