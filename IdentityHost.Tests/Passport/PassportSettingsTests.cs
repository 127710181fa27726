using System.Net;
using IdentityHost.Extensibility;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Passport;

/// <summary>passport.md, "Configuration that upstream has, and we have too".</summary>
[Collection(PostgresCollection.Name)]
public sealed class PassportSettingsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_prefix_moves_all_three_routes()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Passport:Prefix"] = "api/oauth");
        var tokens = new TokenClient(host);

        using var issued = await tokens.PostFormAsync(
            "/api/oauth/token",
            new() { ["grant_type"] = "client_credentials", ["scope"] = "*" },
            TokenClient.Basic(Demo.ResourceServerId, Demo.ResourceServerSecret));
        var caller = (await TokenClient.ReadAsync(issued)).GetProperty("access_token").GetString()!;
        using var answer = await PassportRequest.SendAsync(host, caller, $"?token={caller}", route: "/api/oauth/introspect");
        (await TokenClient.ReadAsync(answer)).GetProperty("active").GetBoolean().ShouldBeTrue();
        using var authorize = await host.Client.GetAsync(Pkce.AuthorizeUrl(
            "/api/oauth/authorize", Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes, Pkce.NewVerifier(), "s"));
        authorize.Headers.Location!.ToString().ShouldContain("/Account/Login");

        foreach (var former in new[] { "/oauth/token", "/oauth/introspect" })
        {
            using var gone = await host.Client.PostAsync(former, content: null);
            gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    /// <summary>As the documentation of passport-introspection-server has it: the introspection route under <c>api</c>, the others where they were.</summary>
    [Fact]
    public async Task A_prefix_of_its_own_moves_one_route_alone()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Passport:IntrospectPrefix"] = "api");
        using var issued = await new TokenClient(host).PostFormAsync(
            "/oauth/token",
            new() { ["grant_type"] = "client_credentials", ["scope"] = "*" },
            TokenClient.Basic(Demo.ResourceServerId, Demo.ResourceServerSecret));
        var caller = (await TokenClient.ReadAsync(issued)).GetProperty("access_token").GetString()!;

        using var answer = await PassportRequest.SendAsync(host, caller, $"?token={caller}", route: "/api/introspect");
        (await TokenClient.ReadAsync(answer)).GetProperty("active").GetBoolean().ShouldBeTrue();
        using var gone = await PassportRequest.SendAsync(host, caller, $"?token={caller}", route: "/oauth/introspect");
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var elsewhere = await host.Client.PostAsync("/api/token", content: null);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_caller_without_a_demanded_scope_is_403_and_is_told_which()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync(
            """INSERT INTO "ClientScopes" ("Scope", "ClientId") SELECT 'user.read', "Id" FROM "Clients" WHERE "ClientId" = $1""", Demo.ResourceServerId);
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Passport:RequiredScopes:0"] = "introspect");
        var tokens = new TokenClient(host);

        var without = await tokens.ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "user.read");
        using (var refused = await PassportRequest.SendAsync(host, without, $"?token={without}"))
        {
            await PassportRequest.ShouldBeRefusedAsync(
                refused, HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\", scope=\"introspect\"");
        }

        var with = await tokens.ClientCredentialsAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "*");
        using var permitted = await PassportRequest.SendAsync(host, with, $"?token={with}");
        permitted.StatusCode.ShouldBe(HttpStatusCode.OK);

        // An expired token with too few scopes is still 401.
        var expired = await StoredToken.StoreAsync(host, Demo.ResourceServerId, ageSeconds: 4000, scopes: ["user.read"]);
        using var late = await PassportRequest.SendAsync(host, expired, "?token=x");
        late.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Numeric_ids_can_be_switched_off()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database, settings => settings["IdentityHost:Passport:NumericIds"] = "false");
        var tokens = new TokenClient(host);
        var token = await StoredToken.StoreAsync(host, subject: Demo.Subject);

        var answer = await tokens.IntrospectAsync(await tokens.ResourceServerTokenAsync(), token);

        foreach (var (member, value) in new[] { ("client_id", "3"), ("aud", "3"), ("sub", "1") })
            answer.GetProperty(member).GetString().ShouldBe(value);
    }

    [Fact]
    public async Task A_deployers_policy_decides_instead_of_the_flag_on_both_routes()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(
            database, configure: builder => builder.Services.AddSingleton<IIntrospectionPolicy>(new OnlyThePlainClient()));
        var tokens = new TokenClient(host);

        var plain = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "*");
        (await tokens.IntrospectAsync(plain, plain)).GetProperty("active").GetBoolean().ShouldBeTrue();
        using (var flagged = await PassportRequest.SendAsync(host, await tokens.ResourceServerTokenAsync(), $"?token={plain}"))
            flagged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // design.md: the same status with an RFC 6750 challenge and no body at the standard endpoint.
        using var standard = await tokens.PostFormAsync(
            "/connect/introspect", new() { ["token"] = plain }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        standard.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        standard.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"insufficient_scope\"");
        (await standard.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deployers_resolver_gives_the_id_and_a_null_makes_the_token_inactive()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var resolver = new FixedResolver { Id = "urn:user:alice" };
        await using var host = await TestHost.StartAsync(
            database, configure: builder => builder.Services.AddSingleton<IIntrospectionIdResolver>(resolver));
        var tokens = new TokenClient(host);
        var caller = await tokens.ResourceServerTokenAsync();
        var token = await StoredToken.StoreAsync(host, subject: Demo.Subject);

        (await tokens.IntrospectAsync(caller, token)).GetProperty("id").GetString().ShouldBe("urn:user:alice");

        resolver.Id = null;
        using var response = await tokens.PostIntrospectAsync(caller, token);
        await PassportRequest.ShouldBeInactiveAsync(response);
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetRawText().ShouldBe("""{"active":false}""");
    }

    private sealed class OnlyThePlainClient : IIntrospectionPolicy
    {
        public ValueTask<bool> MayIntrospectAsync(IntrospectionCaller caller, CancellationToken ct) =>
            ValueTask.FromResult(caller.Client?.ClientId == Demo.PlainClientId);
    }

    private sealed class FixedResolver : IIntrospectionIdResolver
    {
        public string? Id { get; set; }

        public ValueTask<string?> FindIdAsync(string subject, CancellationToken ct) => ValueTask.FromResult(Id);
    }
}
