using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Discovery;

[Collection(PostgresCollection.Name)]
public sealed class DiscoveryTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string OpenIdPath = "/.well-known/openid-configuration";
    private const string OAuthPath = "/.well-known/oauth-authorization-server";
    private const string JwksPath = "/.well-known/openid-configuration/jwks";

    private string Origin => host.Host.BaseAddress.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(OpenIdPath)]
    [InlineData(OAuthPath)]
    public async Task RFC8414_2_the_metadata_names_the_issuer_and_the_endpoints_that_there_are(string path)
    {
        var metadata = await GetAsync(path);

        metadata.GetProperty("issuer").GetString().ShouldBe(Origin);
        metadata.GetProperty("authorization_endpoint").GetString().ShouldBe(Origin + "/connect/authorize");
        metadata.GetProperty("token_endpoint").GetString().ShouldBe(Origin + "/connect/token");
        metadata.GetProperty("introspection_endpoint").GetString().ShouldBe(Origin + "/connect/introspect");
        metadata.GetProperty("revocation_endpoint").GetString().ShouldBe(Origin + "/connect/revocation");
        metadata.GetProperty("jwks_uri").GetString().ShouldBe(Origin + JwksPath);
        new[] { "authorization_code", "client_credentials", "refresh_token" }.ShouldBeSubsetOf(Strings(metadata, "grant_types_supported"));
        Strings(metadata, "response_types_supported").ShouldContain("code");
        Strings(metadata, "response_modes_supported").ShouldContain("query");
        Strings(metadata, "code_challenge_methods_supported").ShouldContain("S256");
        // Public clients can exist, and may revoke; nobody introspects without a secret.
        foreach (var endpoint in new[] { "token", "revocation" })
            Strings(metadata, endpoint + "_endpoint_auth_methods_supported").ShouldBe(["client_secret_basic", "client_secret_post", "none"], ignoreOrder: true);
        Strings(metadata, "introspection_endpoint_auth_methods_supported").ShouldBe(["client_secret_basic", "client_secret_post"], ignoreOrder: true);
        Strings(metadata, "ui_locales_supported").ShouldBe(["en", "de"]);
        metadata.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task OpenIdDiscovery_3_the_document_has_what_is_required_and_the_configured_scopes()
    {
        var metadata = await GetAsync(OpenIdPath);

        Strings(metadata, "subject_types_supported").ShouldBe(["public"]);
        Strings(metadata, "id_token_signing_alg_values_supported").ShouldBe(["RS256", "ES256"], ignoreOrder: true);
        new[] { "openid", "profile", "introspect", "user.read", "messages.read", "offline_access" }.ShouldBeSubsetOf(Strings(metadata, "scopes_supported"));
        Strings(metadata, "claims_supported").ShouldContain("sub");
    }

    [Fact]
    [EngineDifference("it lists what it offers beyond the first landing")]
    public async Task OpenIdDiscovery_3_nothing_is_listed_that_is_not_offered()
    {
        var metadata = await GetAsync(OpenIdPath);

        metadata.TryGetProperty("registration_endpoint", out _).ShouldBeFalse();
        Strings(metadata, "grant_types_supported").ShouldBe(
            ["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"], ignoreOrder: true);
        Strings(metadata, "response_types_supported").ShouldBe(["code", "code id_token"]);
        Strings(metadata, "code_challenge_methods_supported").ShouldBe(["S256"]);
        // Left out it would mean true.
        metadata.GetProperty("request_uri_parameter_supported").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_scope_that_is_hidden_or_disabled_is_not_listed()
    {
        await host.Database.ExecuteAsync(
            """INSERT INTO "ApiScopes" ("Enabled","Name","Required","Emphasize","ShowInDiscoveryDocument","Created","NonEditable") VALUES (true,'hidden',false,false,false,now(),false), (false,'disabled',false,false,true,now(),false), (true,'shown',false,false,true,now(),false)""");
        try
        {
            var scopes = await Eventually.ShouldAsync(
                async () => Strings(await GetAsync(OpenIdPath), "scopes_supported"), list => list.Contains("shown"));
            scopes.ShouldNotContain("hidden");
            scopes.ShouldNotContain("disabled");
        }
        finally
        {
            await host.Database.ExecuteAsync("""DELETE FROM "ApiScopes" WHERE "Name" IN ('hidden','disabled','shown')""");
            await Eventually.ShouldAsync(
                async () => Strings(await GetAsync(OpenIdPath), "scopes_supported"), list => !list.Contains("shown"));
        }
    }

    [Fact]
    public async Task RFC7517_5_the_key_set_holds_a_public_key_for_each_algorithm_and_nothing_private()
    {
        var keys = (await GetAsync(JwksPath)).GetProperty("keys").EnumerateArray().ToList();

        keys.Select(key => key.GetProperty("alg").GetString()).ShouldBe(["RS256", "ES256"], ignoreOrder: true);
        foreach (var key in keys)
        {
            key.GetProperty("kid").GetString().ShouldNotBeNull().ShouldMatch("^[0-9A-F]{32}$");
            key.GetProperty("use").GetString().ShouldBe("sig");
            foreach (var secret in new[] { "d", "p", "q", "dp", "dq", "qi", "oth", "k" })
                key.TryGetProperty(secret, out _).ShouldBeFalse(secret);
        }

        var rsa = keys.Single(key => key.GetProperty("kty").GetString() == "RSA");
        rsa.GetProperty("e").GetString().ShouldBe("AQAB");
        rsa.GetProperty("n").GetString().ShouldNotBeNullOrEmpty();
        var ec = keys.Single(key => key.GetProperty("kty").GetString() == "EC");
        ec.GetProperty("crv").GetString().ShouldBe("P-256");
        ec.GetProperty("x").GetString().ShouldNotBeNullOrEmpty();
        ec.GetProperty("y").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(OpenIdPath)]
    [InlineData(JwksPath)]
    public async Task RFC9111_without_an_issuer_they_depend_on_who_asks_and_no_cache_is_told_to_keep_them(string path)
    {
        using var response = await host.Client.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType.ShouldNotBeNull().MediaType.ShouldBe("application/json");
        response.Headers.CacheControl?.MaxAge.ShouldBeNull();
    }

    [Theory]
    [InlineData(OpenIdPath)]
    [InlineData(OAuthPath)]
    [InlineData(JwksPath)]
    [EngineDifference("it sends no entity tag")]
    public async Task RFC9110_13_1_2_whoever_has_the_document_gets_304(string path)
    {
        using var first = await host.Client.GetAsync(path);
        var tag = first.Headers.ETag.ShouldNotBeNull();

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        using var second = await host.Client.SendAsync(request);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.TryAddWithoutValidation("If-None-Match", "\"0123\"");
        using var third = await host.Client.SendAsync(other);
        third.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(OpenIdPath)]
    [InlineData(JwksPath)]
    [EngineDifference("it answers HEAD with 405")]
    public async Task RFC9110_9_3_2_HEAD_is_GET_without_the_body(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await host.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("POST", OpenIdPath)]
    [InlineData("PUT", OAuthPath)]
    [InlineData("DELETE", JwksPath)]
    public async Task RFC9110_15_5_6_another_method_is_405(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task RFC9110_15_5_6_405_says_what_is_allowed()
    {
        using var response = await host.Client.PostAsync(OpenIdPath, content: null);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"], ignoreOrder: true);
    }

    private static List<string> Strings(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    private async Task<JsonElement> GetAsync(string path)
    {
        using var response = await host.Client.GetAsync(path);
        return await TokenClient.ReadAsync(response);
    }
}
