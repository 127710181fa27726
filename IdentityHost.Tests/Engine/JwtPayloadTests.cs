using System.Security.Claims;
using System.Text.Json;

namespace IdentityHost.Tests.Engine;

public sealed class JwtPayloadTests
{
    [Fact]
    public void RFC7519_4_1_what_the_token_says_can_not_be_overwritten_by_a_claim()
    {
        var token = NewToken(
            new Claim("iss", "https://evil.example"), new Claim("exp", "9999999999", ClaimValueTypes.Integer64),
            new Claim("nbf", "0", ClaimValueTypes.Integer64), new Claim("iat", "0", ClaimValueTypes.Integer64),
            new Claim("aud", "other"), new Claim("cnf", "{}", "json"));

        var payload = Write(token);

        payload.GetProperty("iss").GetString().ShouldBe("https://sso.example");
        payload.GetProperty("iat").GetInt64().ShouldBe(1767323045);
        payload.GetProperty("nbf").GetInt64().ShouldBe(1767323045);
        payload.GetProperty("exp").GetInt64().ShouldBe(1767323045 + 600);
        payload.GetProperty("aud").GetString().ShouldBe("api");
        payload.TryGetProperty("cnf", out _).ShouldBeFalse();
        payload.EnumerateObject().GroupBy(member => member.Name).ShouldAllBe(group => group.Count() == 1);
    }

    [Fact]
    public void RFC7519_4_1_3_several_audiences_are_an_array_and_none_is_left_out()
    {
        var token = NewToken();
        token.Audiences.Add("second");
        Write(token).GetProperty("aud").EnumerateArray().Select(value => value.GetString()).ShouldBe(["api", "second"]);
        token.Audiences.Clear();
        Write(token).TryGetProperty("aud", out _).ShouldBeFalse();
    }

    [Fact]
    public void Claims_are_written_as_their_type_says()
    {
        var payload = Write(NewToken(
            new Claim("n", "-5", ClaimValueTypes.Integer64), new Claim("u", "18446744073709551615", ClaimValueTypes.UInteger64),
            new Claim("d", "1.5", ClaimValueTypes.Double), new Claim("t", "true", ClaimValueTypes.Boolean),
            new Claim("j", """{"a":[1]}""", "json"), new Claim("s", "5"), new Claim("many", "1"), new Claim("many", "2")));

        payload.GetProperty("n").GetInt64().ShouldBe(-5);
        payload.GetProperty("u").GetUInt64().ShouldBe(ulong.MaxValue);
        payload.GetProperty("d").GetDouble().ShouldBe(1.5);
        payload.GetProperty("t").GetBoolean().ShouldBeTrue();
        payload.GetProperty("j").GetProperty("a")[0].GetInt32().ShouldBe(1);
        payload.GetProperty("s").GetString().ShouldBe("5");
        payload.GetProperty("many").EnumerateArray().Select(value => value.GetString()).ShouldBe(["1", "2"]);
    }

    [Theory]
    [InlineData("x", ClaimValueTypes.Integer64)]
    [InlineData("x", ClaimValueTypes.Double)]
    [InlineData("NaN", ClaimValueTypes.Double)]
    [InlineData("x", ClaimValueTypes.Boolean)]
    [InlineData("{", "json")]
    [InlineData("""{"a":1},"admin":true""", "json")]
    public void A_value_that_is_not_of_its_type_is_a_string_and_breaks_nothing(string value, string type) =>
        Write(NewToken(new Claim("c", value, type))).GetProperty("c").GetString().ShouldBe(value);

    [Fact]
    public void RFC9068_2_2_3_scope_is_one_string_if_the_option_says_so_and_an_array_otherwise()
    {
        var token = NewToken(new Claim("scope", "a"), new Claim("scope", "b"));
        Write(token, scopesAsOneString: true).GetProperty("scope").GetString().ShouldBe("a b");
        Write(token).GetProperty("scope").EnumerateArray().Select(value => value.GetString()).ShouldBe(["a", "b"]);
        Write(NewToken(new Claim("scope", "a"))).GetProperty("scope").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void RFC8176_amr_is_always_an_array() =>
        Write(NewToken(new Claim("amr", "pwd"))).GetProperty("amr").GetArrayLength().ShouldBe(1);

    [Fact]
    public void RFC7800_the_confirmation_of_a_bound_token_is_kept()
    {
        var token = NewToken();
        token.Confirmation = """{"jkt":"thumbprint"}""";
        Write(token).GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe("thumbprint");
    }

    private static Token NewToken(params Claim[] claims) => new("access_token")
    {
        Issuer = "https://sso.example",
        CreationTime = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Lifetime = 600,
        Audiences = { "api" },
        Claims = claims,
    };

    private static JsonElement Write(Token token, bool scopesAsOneString = false)
    {
        using var document = JsonDocument.Parse(JwtPayload.Write(token, scopesAsOneString));
        return document.RootElement.Clone();
    }
}
