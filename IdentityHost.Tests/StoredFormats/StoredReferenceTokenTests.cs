using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.StoredFormats;

[Collection(PostgresCollection.Name)]
public sealed class StoredReferenceTokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Type = "reference_token";

    private string Issuer => host.Host.BaseAddress.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_token_that_another_engine_stored_is_active(bool isProtected, bool oldHandle)
    {
        var handle = await StoreAsync(StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read"), isProtected, oldHandle);

        var answer = await IntrospectAsync(handle);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetInt32().ShouldBe(3);
        answer.GetProperty("sub").GetInt32().ShouldBe(1);
        answer.GetProperty("scope").GetString().ShouldBe("messages.read");
        answer.GetProperty("jti").GetString().ShouldBe("ABCDEF0123456789ABCDEF0123456789");
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
    }

    [Fact]
    public async Task A_token_whose_client_stands_beside_its_claims_only_is_active_for_that_client()
    {
        var withClaim = StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read");
        var inner = withClaim.Replace("""{"Type":"client_id","Value":"3"},""", "", StringComparison.Ordinal);
        inner.ShouldNotBe(withClaim);
        var handle = await StoreAsync(inner, isProtected: true);

        var passport = await IntrospectAsync(handle);
        passport.GetProperty("active").GetBoolean().ShouldBeTrue();
        passport.GetProperty("client_id").GetInt32().ShouldBe(3);
        passport.GetProperty("aud").GetInt32().ShouldBe(3);
    }

    [Fact, EngineDifference("it looks for the client among the claims alone")]
    public async Task RFC7662_the_client_of_such_a_token_sees_it_and_its_own_id()
    {
        var inner = StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read")
            .Replace("""{"Type":"client_id","Value":"3"},""", "", StringComparison.Ordinal);
        var handle = await StoreAsync(inner, isProtected: true);

        var answer = await host.Tokens.StandardIntrospectAsync(Demo.WebAppId, Demo.WebAppSecret, handle);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetString().ShouldBe(Demo.WebAppId);
    }

    [Fact]
    public async Task RFC7662_a_number_that_was_stored_with_its_type_is_a_number_in_the_answer()
    {
        var handle = await StoreAsync(StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read"), isProtected: true);

        var answer = await host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, handle);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("auth_time").GetInt64().ShouldBe(1700000000);
    }

    [Fact]
    public async Task Members_that_this_engine_does_not_know_are_skipped()
    {
        var inner = StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read", extra: ""","Later":{"Members":[1,2]},"ProofType":2""");
        (await IntrospectAsync(await StoreAsync(inner, isProtected: true))).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_stored_token_that_has_expired_is_not_active_though_its_row_is_still_there()
    {
        var handle = await StoreAsync(StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read", lifetime: -1), isProtected: true);
        (await IntrospectAsync(handle)).GetRawText().ShouldBe("""{"active":false}""");
    }

    [Fact]
    public async Task Three_outcomes_a_payload_of_another_key_ring_is_503_and_never_inactive()
    {
        var handle = StoredGrant.NewHandle();
        var foreign = StoredGrant.Protected(new EphemeralDataProtectionProvider(), StoredGrant.ReferenceToken(Issuer, Demo.WebAppId, "messages.read"));
        await StoredGrant.InsertAsync(host.Database, handle, Type, Demo.WebAppId, Demo.Subject, foreign);

        await ShouldBeOutageAsync(handle);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"PersistentGrantDataContainerVersion":7,"DataProtected":false,"Payload":"{}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":true,"Payload":"CfDJ8damaged"}""")]
    public async Task Three_outcomes_a_damaged_payload_is_503_and_never_inactive(string data)
    {
        var handle = StoredGrant.NewHandle();
        await StoredGrant.InsertAsync(host.Database, handle, Type, Demo.WebAppId, Demo.Subject, data);

        await ShouldBeOutageAsync(handle);
    }

    private async Task ShouldBeOutageAsync(string handle)
    {
        var caller = await host.Tokens.ResourceServerTokenAsync();
        using var passport = await host.Tokens.PostIntrospectAsync(caller, handle);
        passport.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await passport.Content.ReadAsStringAsync()).ShouldNotContain("active");

        using var standard = await host.Tokens.PostFormAsync(
            "/connect/introspect", new() { ["token"] = handle }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        standard.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        standard.Headers.RetryAfter.ShouldNotBeNull();
        // Introspection never deletes: once the ring is back, the token is alive again.
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "PersistedGrants" WHERE "Key" = $1""", StoredGrant.Key(handle, Type))).ShouldBe(1);
    }

    private async Task<string> StoreAsync(string inner, bool isProtected, bool oldHandle = false)
    {
        var handle = oldHandle ? StoredGrant.NewOldHandle() : StoredGrant.NewHandle();
        var data = isProtected ? StoredGrant.Protected(host.Services, inner) : StoredGrant.Plain(inner);
        await StoredGrant.InsertAsync(host.Database, handle, Type, Demo.WebAppId, Demo.Subject, data);
        return handle;
    }

    private async Task<JsonElement> IntrospectAsync(string handle) =>
        await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), handle);
}
