using IdentityHost.Engine;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// Asks about a secret that can be read in two ways in both, whichever is right, so that the time says nothing. It is one attempt: whoever
/// counts those calls it once.
/// </summary>
internal sealed class EitherSecretValidator(Inner<ISecretsListValidator> inner) : ISecretsListValidator
{
    public Task<SecretValidationResult> ValidateAsync(IEnumerable<Secret> secrets, ParsedSecret parsedSecret, CancellationToken ct) =>
        parsedSecret is EitherSecret either ? AskTwiceAsync(secrets, either, ct) : inner.Get().ValidateAsync(secrets, parsedSecret, ct);

    private async Task<SecretValidationResult> AskTwiceAsync(IEnumerable<Secret> secrets, EitherSecret either, CancellationToken ct)
    {
        var validator = inner.Get();
        var other = new ParsedSecret { Id = either.Id, Credential = either.Other, Type = either.Type };
        var first = await validator.ValidateAsync(secrets, either, ct);
        var second = await validator.ValidateAsync(secrets, other, ct);
        return first.Success ? first : second;
    }
}
