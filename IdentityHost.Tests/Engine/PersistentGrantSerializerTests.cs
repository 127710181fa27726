using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.Engine;

public sealed class PersistentGrantSerializerTests
{
    private const string ReferenceToken =
        """{"AllowedSigningAlgorithms":[],"Audiences":["api"],"Issuer":"https://sso.example","CreationTime":"2026-01-02T03:04:05Z","Lifetime":3600,"Type":"access_token","ClientId":"app","AccessTokenType":1,"Description":"d","IncludeJwtId":false,"Claims":[{"Type":"sub","Value":"1"},{"Type":"scope","Value":"messages.read"},{"Type":"auth_time","Value":"1700000000","ValueType":"http://www.w3.org/2001/XMLSchema#integer64"}],"Version":5,"Scopes":["messages.read"]}""";

    private const string AuthorizationCode =
        """{"CreationTime":"2026-01-02T03:04:05Z","Lifetime":300,"ClientId":"app","Subject":{"AuthenticationType":"Duende.IdentityServer","Claims":[{"Type":"sub","Value":"1"},{"Type":"idp","Value":"local"},{"Type":"auth_time","Value":"1767323045"}]},"IsOpenId":true,"RequestedScopes":["openid"],"RequestedResourceIndicators":[],"RedirectUri":"https://a/cb","Nonce":"n","StateHash":"sh","WasConsentShown":true,"SessionId":"sid","CodeChallenge":"x","CodeChallengeMethod":"S256","Description":"d","Properties":{}}""";

    private const string RefreshToken =
        $$"""{"CreationTime":"2026-01-02T03:04:05Z","Lifetime":3600,"AccessTokens":{"":{{ReferenceToken}}},"Subject":{"AuthenticationType":"Duende.IdentityServer","Claims":[{"Type":"sub","Value":"1"}]},"Version":5,"ClientId":"app","SessionId":"sid","Description":"d","AuthorizedScopes":["openid"]}""";

    private static readonly EphemeralDataProtectionProvider Ring = new();

    [Fact]
    public void A_reference_token_survives_the_round_trip_byte_for_byte()
    {
        var serializer = Serializer(protect: false);
        var token = serializer.Deserialize<Token>(Container(ReferenceToken));

        token.CreationTime.ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        token.CreationTime.Kind.ShouldBe(DateTimeKind.Utc);
        token.Lifetime.ShouldBe(3600);
        token.AccessTokenType.ShouldBe(AccessTokenType.Reference);
        token.SubjectId.ShouldBe("1");
        token.Audiences.ShouldBe(["api"]);
        token.Claims.Single(claim => claim.Type == "auth_time").ValueType.ShouldBe(ClaimValueTypes.Integer64);
        token.Claims.Single(claim => claim.Type == "sub").ValueType.ShouldBe(ClaimValueTypes.String);
        serializer.Serialize(token).ShouldBe(Container(ReferenceToken));
    }

    [Fact]
    public void An_authorization_code_survives_the_round_trip_byte_for_byte()
    {
        var serializer = Serializer(protect: false);
        var code = serializer.Deserialize<AuthorizationCode>(Container(AuthorizationCode));

        code.Subject.Identity.ShouldNotBeNull().AuthenticationType.ShouldBe("Duende.IdentityServer");
        code.Subject.FindFirst("sub").ShouldNotBeNull().Value.ShouldBe("1");
        code.RequestedScopes.ShouldBe(["openid"]);
        code.RedirectUri.ShouldBe("https://a/cb");
        code.CodeChallenge.ShouldBe("x");
        serializer.Serialize(code).ShouldBe(Container(AuthorizationCode));
    }

    [Fact]
    public void A_refresh_token_survives_the_round_trip_byte_for_byte()
    {
        var serializer = Serializer(protect: false);
        var token = serializer.Deserialize<RefreshToken>(Container(RefreshToken));

        (token.SubjectId, token.SessionId, token.ClientId, token.ConsumedTime).ShouldBe(("1", "sid", "app", null));
        token.AuthorizedScopes.ShouldBe(["openid"]);
        token.GetAccessToken()!.Scopes.ShouldBe(["messages.read"]);
        token.GetAccessToken("urn:api").ShouldBeNull();
        serializer.Serialize(token).ShouldBe(Container(RefreshToken));

        token.ConsumedTime = new DateTime(2026, 1, 2, 4, 0, 0, DateTimeKind.Utc);
        serializer.Deserialize<RefreshToken>(serializer.Serialize(token)).ConsumedTime.ShouldBe(token.ConsumedTime);
    }

    [Fact]
    public void By_default_the_inner_JSON_is_protected_by_the_purpose_of_the_stored_format()
    {
        var serializer = Serializer();
        var token = Serializer(protect: false).Deserialize<Token>(Container(ReferenceToken));

        using var written = JsonDocument.Parse(serializer.Serialize(token));
        written.RootElement.GetProperty("PersistentGrantDataContainerVersion").GetInt32().ShouldBe(1);
        written.RootElement.GetProperty("DataProtected").GetBoolean().ShouldBeTrue();
        var payload = written.RootElement.GetProperty("Payload").GetString()!;
        Ring.CreateProtector("PersistentGrantSerializer").Unprotect(payload).ShouldBe(ReferenceToken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_protected_and_plain_payloads_are_read_whatever_is_written(bool writesProtected)
    {
        var serializer = Serializer(writesProtected);
        serializer.Deserialize<Token>(Container(ReferenceToken)).ClientId.ShouldBe("app");
        serializer.Deserialize<Token>(Protected(ReferenceToken)).ClientId.ShouldBe("app");
    }

    [Fact]
    public void A_row_from_before_there_were_containers_is_read() =>
        Serializer().Deserialize<Token>(ReferenceToken).Scopes.ShouldBe(["messages.read"]);

    [Fact]
    public void Unknown_members_and_missing_optional_ones_are_tolerated()
    {
        const string inner =
            """{"CreationTime":"2026-01-02T03:04:05","Lifetime":60,"ClientId":"old","Claims":[],"Version":4,"Later":{"A":[1]}}""";
        var container = JsonSerializer.Serialize(new { PersistentGrantDataContainerVersion = 1, DataProtected = false, Payload = inner, Later = 1 });

        var token = Serializer().Deserialize<Token>(container);

        token.ClientId.ShouldBe("old");
        token.Type.ShouldBe("access_token");
        token.CreationTime.ShouldBe(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        token.Audiences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("""{"PersistentGrantDataContainerVersion":2,"DataProtected":false,"Payload":"{}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"null"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{\"CreationTime\":\"2026-01-02T03:04:05Z\",\"Lifetime\":1,\"ClientId\":\"a\",\"Claims\":null}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{\"CreationTime\":\"2026-01-02T03:04:05Z\",\"Lifetime\":1,\"ClientId\":\"a\",\"Claims\":[null]}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{\"CreationTime\":\"2026-01-02T03:04:05Z\",\"Lifetime\":1,\"ClientId\":null,\"Claims\":[]}"}""")]
    [InlineData("""{"PersistentGrantDataContainerVersion":1,"DataProtected":false,"Payload":"{\"CreationTime\":\"yesterday\",\"Lifetime\":1,\"ClientId\":\"a\",\"Claims\":[]}"}""")]
    public void Three_outcomes_a_damaged_payload_throws_and_is_never_nothing(string stored) =>
        Should.Throw<JsonException>(() => Serializer().Deserialize<Token>(stored));

    [Fact]
    public void Three_outcomes_a_payload_of_another_key_ring_throws()
    {
        var other = new PersistentGrantSerializer(new EphemeralDataProtectionProvider(), new IdentityServerOptions());
        Should.Throw<CryptographicException>(() => other.Deserialize<Token>(Protected(ReferenceToken)));
    }

    [Fact]
    public void A_kind_of_grant_that_is_not_supported_is_refused_and_not_stored_in_a_format_of_its_own()
    {
        Should.Throw<NotSupportedException>(() => Serializer().Serialize(new Client()));
        Should.Throw<NotSupportedException>(() => Serializer().Deserialize<Client>(Container("{}")));
    }

    private static PersistentGrantSerializer Serializer(bool protect = true) =>
        new(Ring, new IdentityServerOptions { PersistentGrants = { DataProtectData = protect } });

    private static string Container(string inner) =>
        JsonSerializer.Serialize(new { PersistentGrantDataContainerVersion = 1, DataProtected = false, Payload = inner });

    private static string Protected(string inner) => JsonSerializer.Serialize(new
    {
        PersistentGrantDataContainerVersion = 1,
        DataProtected = true,
        Payload = Ring.CreateProtector("PersistentGrantSerializer").Protect(inner),
    });
}
