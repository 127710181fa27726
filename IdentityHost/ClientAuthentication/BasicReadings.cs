using IdentityHost.Configuration;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// Reads an <c>Authorization: Basic</c> header in both ways where they differ: form-decoded first (RFC 6749 2.3.1), and else as it was sent. What
/// is anything else is the engine's to read.
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
        var raw = credentials.Raw;
        if (credentials.Decoded is not { Id.Length: > 0 } decoded)
            return Secret(raw);
        if (decoded.Id == raw.Id)
            return new EitherSecret { Id = raw.Id, Credential = decoded.Secret, Other = raw.Secret, Type = ParsedSecretTypes.SharedSecret };
        // Whoever encodes the id encodes the secret too. Where both ids exist, the RFC's reading counts.
        return await ExistsAsync(decoded.Id, ct) || !await ExistsAsync(raw.Id, ct) ? Secret(decoded) : Secret(raw);
    }

    private bool CanBe(BasicCredentials.Pair pair)
    {
        var limits = engine.Value.InputLengthRestrictions;
        return pair.Id.Length <= limits.ClientId && pair.Secret.Length <= limits.ClientSecret;
    }

    private async ValueTask<bool> ExistsAsync(string id, CancellationToken ct) =>
        await clients.FindClientByIdAsync(id, ct) is not null || (await resources.FindApiResourcesByNameAsync([id], ct)).Count > 0;

    private static ParsedSecret Secret(BasicCredentials.Pair pair) => pair.Secret.Length == 0
        ? new ParsedSecret { Id = pair.Id, Type = ParsedSecretTypes.NoSecret }
        : new ParsedSecret { Id = pair.Id, Credential = pair.Secret, Type = ParsedSecretTypes.SharedSecret };
}
