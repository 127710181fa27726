using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>Finds out who calls the Passport route, and whether the caller may introspect.</summary>
internal sealed class PassportCallerValidator(
    ITokenValidator tokens, IClientStore clients, IIntrospectionPolicy policy, IOptions<IdentityHostOptions> options, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    public async Task<PassportCaller> ValidateAsync(HttpRequest request, CancellationToken ct)
    {
        var token = BearerToken(request);
        if (token is null)
            return PassportCaller.Refused(IntrospectionRefusal.NoToken);

        var validation = await tokens.ValidateAccessTokenAsync(token, null, ct);
        if (validation.IsError || new PassportToken(validation) is not { ClientId: { } clientId } own || !own.IsValidAt(clock.GetUtcNow()))
            return PassportCaller.Refused(IntrospectionRefusal.InvalidToken);

        var client = await clients.FindClientByIdAsync(clientId, ct);
        if (client is not { Enabled: true })
            return PassportCaller.Refused(IntrospectionRefusal.InvalidToken);

        if (own.Subject is not null)
            return PassportCaller.Refused(IntrospectionRefusal.UserToken, client);

        var demanded = options.Value.Passport.RequiredScopes;
        if (demanded.Except(own.Scope.Split(' '), StringComparer.Ordinal).Any())
            return PassportCaller.Refused(IntrospectionRefusal.MissingScope(demanded), client);

        return await policy.MayIntrospectAsync(new IntrospectionCaller(IntrospectionRoute.Passport, client, Api: null), ct)
            ? new PassportCaller(client, Refusal: null)
            : PassportCaller.Refused(IntrospectionRefusal.NotPermitted, client);
    }

    // RFC 6750 2.1; the scheme's case does not matter (RFC 9110 11.1). Another scheme, or several headers, is no bearer token.
    private static string? BearerToken(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = header[Scheme.Length..].Trim();
        return token.Length == 0 ? null : token;
    }
}

/// <param name="Client">The calling client, as far as it is known.</param>
/// <param name="Refusal">Why the caller may not introspect; null if it may.</param>
internal sealed record PassportCaller(Client? Client, IntrospectionRefusal? Refusal)
{
    public static PassportCaller Refused(IntrospectionRefusal refusal, Client? client = null) => new(client, refusal);
}
