using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Sessions;

/// <summary>Clients that take part in sign-out, and people who use them.</summary>
internal static class SessionClients
{
    public const string Scopes = "openid messages.read";
    public const string PostLogoutUri = "https://client.example/signed-out";

    /// <summary>A client with the code flow and reference tokens, except for the columns given.</summary>
    public static async Task<string> AddAppAsync(this TestDatabase database, object? columns = null)
    {
        var id = "app-" + Pkce.NewVerifier()[..10];
        await database.AddClientAsync(id, columns, ["authorization_code"], ["openid", "messages.read"]);
        await database.ExecuteAsync(
            """INSERT INTO "ClientPostLogoutRedirectUris" ("ClientId", "PostLogoutRedirectUri") SELECT "Id", $2 FROM "Clients" WHERE "ClientId" = $1""",
            id, PostLogoutUri);
        return id;
    }

    /// <summary>A user of the test's own, with alice's password.</summary>
    public static async Task<string> AddUserAsync(this TestDatabase database)
    {
        var name = "user-" + Pkce.NewVerifier()[..10];
        await database.ExecuteAsync(
            """
            INSERT INTO "Users" SELECT (jsonb_populate_record(NULL::"Users", to_jsonb(u) || jsonb_build_object(
                'Id', $2::text, 'UserName', $2::text, 'NormalizedUserName', upper($2::text), 'IntrospectionId', gen_random_uuid(),
                'Email', NULL, 'NormalizedEmail', NULL))).*
            FROM "Users" u WHERE u."Id" = $1
            """,
            Demo.Subject, name);
        return name;
    }

    /// <summary>Goes to a client, signing in if that is needed, and redeems the code.</summary>
    public static Task<JsonElement> UseAsync(this Browser browser, TestHost host, string clientId, string user) =>
        browser.UseAsync(new TokenClient(host), clientId, user);

    /// <summary>The same, where another host may redeem the code.</summary>
    public static async Task<JsonElement> UseAsync(this Browser browser, TokenClient client, string clientId, string user, string scopes = Scopes)
    {
        var answer = await TokenClient.SignInAndAuthorizeAsync(browser, user, Demo.Password, clientId, TestClients.RedirectUri, scopes);
        return await client.RedeemCodeAsync(answer, TestClients.Secret);
    }

    public static string Text(this JsonElement tokens, string name) => tokens.GetProperty(name).GetString()!;

    /// <summary>Whether somebody is signed in, as the account page sees it.</summary>
    public static async Task<bool> IsSignedInAsync(this Browser browser)
    {
        await browser.GoAsync("/Account/Logout");
        return browser.Page!.Body!.TextContent.Contains("You are signed in", StringComparison.Ordinal);
    }
}
