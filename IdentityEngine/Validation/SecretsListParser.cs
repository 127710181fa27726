using IdentityEngine.Models;
using Microsoft.AspNetCore.Http;

namespace IdentityEngine.Validation;

/// <summary>Tries the parsers in the order of their registration; credentials win over a bare name.</summary>
internal sealed class SecretsListParser(IEnumerable<ISecretParser> parsers) : ISecretsListParser
{
    public async Task<ParsedSecret?> ParseAsync(HttpContext context, CancellationToken ct)
    {
        ParsedSecret? nameOnly = null;
        foreach (var parser in parsers)
        {
            var parsed = await parser.ParseAsync(context, ct);
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
        parsers.Select(parser => parser.AuthenticationMethod).Where(method => !string.IsNullOrEmpty(method));
}
