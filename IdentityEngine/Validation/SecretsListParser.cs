using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Tries the parsers in the order of their registration; credentials win over a bare name.</summary>
internal sealed class SecretsListParser(IEnumerable<ISecretParser> parsers) : ISecretsListParser
{
    private readonly ISecretParser[] _parsers = parsers as ISecretParser[] ?? [.. parsers];

    public Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct)
    {
        // Nearly always the first parser finds them, at once.
        if (_parsers.Length > 0)
        {
            var first = _parsers[0].ParseAsync(context, ct);
            return first is { IsCompletedSuccessfully: true, Result: { } parsed } && parsed.Type != ParsedSecretTypes.NoSecret
                ? first
                : ParseAsync(first, context, ct);
        }

        return Task.FromResult<ParsedSecret?>(null);
    }

    private async Task<ParsedSecret?> ParseAsync(Task<ParsedSecret?> first, HttpContext context, CancellationToken ct)
    {
        ParsedSecret? nameOnly = null;
        for (var i = 0; i < _parsers.Length; i++)
        {
            var parsed = await (i == 0 ? first : _parsers[i].ParseAsync(context, ct));
            if (parsed is null)
            {
                continue;
            }

            if (parsed.Type != ParsedSecretTypes.NoSecret)
            {
                return parsed;
            }

            nameOnly ??= parsed;
        }

        return nameOnly;
    }

    public IEnumerable<string> GetAvailableAuthenticationMethods() =>
        _parsers.Select(parser => parser.AuthenticationMethod).Where(method => !string.IsNullOrEmpty(method));
}
