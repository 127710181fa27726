using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>What the previous host gave out while the database had the previous schema.</summary>
/// <param name="ReferenceToken">Of a client.</param>
/// <param name="CallerToken">With it one may introspect.</param>
/// <param name="Tokens">A person's: the access token is a JWT.</param>
/// <param name="Code">Not redeemed.</param>
/// <param name="Route">Where the browser's requests go.</param>
/// <param name="Browser">Of a person who is signed in.</param>
internal sealed record GivenBefore(
    string ReferenceToken, string CallerToken, JsonElement Tokens, AuthorizationAnswer Code, Route Route, Browser Browser)
{
    public static async Task<GivenBefore> TakeAsync(RunningHost previous)
    {
        var route = new Route(previous);
        var browser = route.Browse();
        var code = await Applications.SignInAsync(browser);
        return new GivenBefore(
            await previous.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret),
            await previous.Tokens.ResourceServerTokenAsync(),
            await previous.Tokens.RedeemCodeAsync(code, Demo.JwtAppSecret),
            await Applications.SignInAsync(browser),
            route,
            browser);
    }
}
