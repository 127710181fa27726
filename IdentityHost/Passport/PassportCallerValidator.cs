using IdentityHost.Extensibility;
using IdentityHost.Memory;
using IdentityHost.Outcomes;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>Finds out who calls the Passport route, and whether the caller may introspect.</summary>
internal sealed class PassportCallerValidator(
    ITokenValidator tokens, IClientStore clients, IIntrospectionPolicy policy, IOptions<IdentityHostSettings> options, TimeProvider clock)
{
    /// <param name="token">What was presented.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<PassportCaller> ValidateAsync(string token, CancellationToken ct)
    {
        var validation = await tokens.ValidateAccessTokenAsync(token, null, ct);
        if (validation.IsError || TokenSummary.Of(validation) is not { ClientId: { } clientId } own || !own.IsValidAt(clock.GetUtcNow()))
            return PassportCaller.Refused(IntrospectionRefusal.InvalidToken);

        var client = await clients.FindClientByIdAsync(clientId, ct);
        if (client is not { Enabled: true })
            return PassportCaller.Refused(IntrospectionRefusal.InvalidToken);

        if (own.Subject is not null)
            return PassportCaller.Refused(IntrospectionRefusal.UserToken, client);

        var demanded = options.Value.Passport.RequiredScopes;
        if (demanded.Count > 0 && demanded.Except(own.Scope.Split(' '), StringComparer.Ordinal).Any())
            return PassportCaller.Refused(IntrospectionRefusal.MissingScope(demanded), client);

        return await policy.MayIntrospectAsync(new IntrospectionCaller(IntrospectionRoute.Passport, client, Api: null), ct)
            ? new PassportCaller(client, Refusal: null)
            : PassportCaller.Refused(IntrospectionRefusal.NotPermitted, client);
    }
}

/// <param name="Client">The calling client, as far as it is known.</param>
/// <param name="Refusal">Why the caller may not introspect; null if it may.</param>
internal sealed record PassportCaller(Client? Client, IntrospectionRefusal? Refusal)
{
    public static PassportCaller Refused(IntrospectionRefusal refusal, Client? client = null) => new(client, refusal);
}
