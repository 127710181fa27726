using IdentityHost.Configuration;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// Reads id and secret of an <c>Authorization: Basic</c> header in both ways where they differ: form-decoded first (RFC 6749 2.3.1), and else as
/// they were sent, each by itself: an API's name with a colon has to be encoded, whatever becomes of the secret. All else is the engine's to read.
/// </summary>
internal sealed class BasicReadings(
    Inner<ISecretsListParser> inner, IClientStore clients, IResourceStore resources, IOptions<IdentityHostOptions> host, IOptions<IdentityServerOptions> engine)
    : ISecretsListParser
{
    public Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct) =>
        host.Value.ClientAuthentication.RawBasic
        && context.Request.Headers.Authorization is [{ } header]
        && BasicCredentials.IsBasic(header)
        && BasicCredentials.MayDiffer(header)
            ? ReadAsync(context, header, ct)
            : inner.Get().ParseAsync(context, ct);

    public IEnumerable<string> GetAvailableAuthenticationMethods() => inner.Get().GetAvailableAuthenticationMethods();

    private async Task<ParsedSecret?> ReadAsync(HttpContext context, string header, CancellationToken ct)
    {
        if (BasicCredentials.Read(header) is not { Raw.Id.Length: > 0 } credentials || !CanBe(credentials.Raw))
            return await inner.Get().ParseAsync(context, ct);
        var id = await IdAsync(credentials.Raw.Id, credentials.DecodedId, ct);
        var (raw, decoded) = (credentials.Raw.Secret, credentials.DecodedSecret);
        if (raw.Length == 0)
            return new ParsedSecret { Id = id, Type = ParsedSecretTypes.NoSecret };
        return decoded is null || decoded == raw
            ? new ParsedSecret { Id = id, Credential = raw, Type = ParsedSecretTypes.SharedSecret }
            : new EitherSecret { Id = id, Credential = decoded, Other = raw, Type = ParsedSecretTypes.SharedSecret };
    }

    /// <summary>The decoded id, unless there is none, or nobody has it and somebody has the raw one.</summary>
    private async ValueTask<string> IdAsync(string raw, string? decoded, CancellationToken ct)
    {
        if (decoded is not { Length: > 0 } || decoded == raw)
            return raw;
        return await ExistsAsync(decoded, ct) || !await ExistsAsync(raw, ct) ? decoded : raw;
    }

    private bool CanBe(BasicCredentials.Pair pair)
    {
        var limits = engine.Value.InputLengthRestrictions;
        return pair.Id.Length <= limits.ClientId && pair.Secret.Length <= limits.ClientSecret;
    }

    private async ValueTask<bool> ExistsAsync(string id, CancellationToken ct) =>
        await clients.FindClientByIdAsync(id, ct) is not null || (await resources.FindApiResourcesByNameAsync([id], ct)).Count > 0;
}
