using IdentityHost.Memory;
using IdentityHost.RequestState;
using IdentityHost.Stores;

namespace IdentityHost.Passport;

/// <summary>
/// Reads the caller's token and the one it asks about with one statement, where memory knows neither. Whether they are good for anything is
/// for the validator to say, which finds them read.
/// </summary>
internal sealed class PassportReadAhead(
    IntrospectionRequest request, ReferenceTokenReader reader, ReplacedServices replaced, TimeProvider clock)
{
    // A deployer's own stores are asked by whoever asks them.
    private readonly bool _readsAhead = !replaced.Contains<IPersistedGrantStore>() && !replaced.Contains<IReferenceTokenStore>();

    public ValueTask ReadAsync(string callersToken, string? token, CancellationToken ct)
    {
        if (token is null || !_readsAhead)
            return ValueTask.CompletedTask;
        var (first, second) = (request.TokenOf(callersToken), request.TokenOf(token));
        return ReferenceEquals(first, second) || !HasToBeRead(first) || !HasToBeRead(second)
            ? ValueTask.CompletedTask
            : ReadAsync(first, second, ct);
    }

    private bool HasToBeRead(TokenOfRequest token) =>
        !token.IsJwt && token.Token.Length <= ReferenceTokenReader.LongestHandle && request.Find(token, clock.GetUtcNow()) is null;

    private async ValueTask ReadAsync(TokenOfRequest first, TokenOfRequest second, CancellationToken ct)
    {
        var (firstGrant, secondGrant) = await reader.ReadAsync(GrantKey.Of(first.Token, first.Key), GrantKey.Of(second.Token, second.Key), ct);
        first.Read(firstGrant);
        second.Read(secondGrant);
    }
}
