using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Stores;

/// <summary>Grants in the stored format of schema.md, written here by hand, as another engine would have left them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class StoredFormatTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reference_token_of_another_engine_is_read_protected_and_not(bool isProtected)
    {
        var handle = RandomNumberGenerator.GetHexString(64) + "-1";
        await StoreAsync(Hex(handle), Container(ReferenceToken(), isProtected));

        var answer = await IntrospectAsync(handle);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetInt32().ShouldBe(3);
        answer.GetProperty("scope").GetString().ShouldBe("messages.read");
        answer.GetProperty("jti").GetString().ShouldBe("made-elsewhere");
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
    }

    [Fact]
    public async Task A_handle_of_the_older_format_is_found_by_its_Base64_key()
    {
        var handle = RandomNumberGenerator.GetHexString(64);
        await StoreAsync(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(handle + ":reference_token"))), Container(ReferenceToken(), true));

        (await IntrospectAsync(handle)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_host_stores_is_the_same_format_and_the_handle_is_not_in_it()
    {
        var token = await fixture.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret, "messages.read");

        token.ShouldMatch("^[0-9A-F]{64}-1$");
        var data = await fixture.Database.ScalarAsync<string>("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""", Hex(token));
        var container = JsonDocument.Parse(data!).RootElement;
        container.GetProperty("PersistentGrantDataContainerVersion").GetInt32().ShouldBe(1);
        container.GetProperty("DataProtected").GetBoolean().ShouldBeTrue();
        var inner = JsonDocument.Parse(Protector().Unprotect(container.GetProperty("Payload").GetString()!)).RootElement;
        inner.GetProperty("ClientId").GetString().ShouldBe(Demo.PlainClientId);
        inner.GetRawText().ShouldNotContain(token[..^2]);
        (await fixture.Database.ScalarAsync<DateTime>("""SELECT "Expiration" FROM "PersistedGrants" WHERE "Key" = $1""", Hex(token)))
            .ShouldBe(inner.GetProperty("CreationTime").GetDateTime().AddSeconds(inner.GetProperty("Lifetime").GetInt32()));
    }

    public static TheoryData<string> Unreadable => new(
        "", "null", "nonsense", "{}",
        """{"PersistentGrantDataContainerVersion":1,"DataProtected":true,"Payload":"CfDJ8NotOfThisRing"}""",
        """{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{"}""",
        """{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"null"}""");

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_payload_that_can_not_be_read_is_503_and_never_inactive(string data)
    {
        var handle = RandomNumberGenerator.GetHexString(64) + "-1";
        await StoreAsync(Hex(handle), data);
        var caller = await fixture.Tokens.ResourceServerTokenAsync();

        using var passport = await fixture.Tokens.PostIntrospectAsync(caller, handle);
        await ShouldBeUnavailableAsync(passport);
        using var standard = await fixture.Tokens.PostFormAsync(
            "/connect/introspect", new() { ["token"] = handle }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        await ShouldBeUnavailableAsync(standard);
        using var asCaller = await fixture.Tokens.PostIntrospectAsync(handle, caller);
        await ShouldBeUnavailableAsync(asCaller);
    }

    private static async Task ShouldBeUnavailableAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"error":"temporarily_unavailable"}""");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private async Task<JsonElement> IntrospectAsync(string handle) =>
        await fixture.Tokens.IntrospectAsync(await fixture.Tokens.ResourceServerTokenAsync(), handle);

    private static string Hex(string handle) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(handle + ":reference_token")));

    private static string ReferenceToken() =>
        $$"""
        {"AllowedSigningAlgorithms":[],"Audiences":["messages-api"],"Issuer":"https://sso.example",
        "CreationTime":"{{TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1):yyyy-MM-ddTHH:mm:ssZ}}","Lifetime":3600,"Type":"access_token",
        "ClientId":"3","AccessTokenType":1,"Description":"d","IncludeJwtId":false,"Claims":[{"Type":"client_id","Value":"3"},{"Type":"sub","Value":"1"},
        {"Type":"scope","Value":"messages.read"},{"Type":"jti","Value":"made-elsewhere"},
        {"Type":"auth_time","Value":"1700000000","ValueType":"http://www.w3.org/2001/XMLSchema#integer64"}],"Version":5,"Scopes":["messages.read"]}
        """;

    private string Container(string inner, bool isProtected) => JsonSerializer.Serialize(new
    {
        PersistentGrantDataContainerVersion = 1,
        DataProtected = isProtected,
        Payload = isProtected ? Protector().Protect(inner) : inner,
    });

    private IDataProtector Protector() => fixture.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("PersistentGrantSerializer");

    private Task StoreAsync(string key, string data) => fixture.Database.ExecuteAsync(
        """
        INSERT INTO "PersistedGrants" ("Key", "Type", "SubjectId", "ClientId", "CreationTime", "Expiration", "Data")
        VALUES ($1, 'reference_token', '1', '3', now(), now() + interval '1 hour', $2)
        """,
        key, data);
}
