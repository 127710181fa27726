using System.Security.Claims;
using System.Text.Json;

namespace IdentityHost.Tests.Engine;

public sealed class IntrospectionClaimsTests
{
    [Fact]
    public void RFC7662_2_2_times_are_numbers_and_scope_is_one_string()
    {
        var entries = ToEntries(
            null,
            new Claim("exp", "1700000000", ClaimValueTypes.Integer64),
            new Claim("scope", "a"),
            new Claim("scope", "b"),
            new Claim("admin", "true", ClaimValueTypes.Boolean),
            new Claim("sub", "1"));
        entries["active"].ShouldBe(true);
        entries["exp"].ShouldBe(1700000000L);
        entries["scope"].ShouldBe("a b");
        entries["admin"].ShouldBe(true);
        entries["sub"].ShouldBe("1");
    }

    [Fact]
    public void Only_the_visible_scopes_are_told() =>
        ToEntries(["b"], new Claim("scope", "a"), new Claim("scope", "b"))["scope"].ShouldBe("b");

    [Fact]
    public void RFC7519_4_1_3_one_audience_is_a_string_and_several_are_an_array()
    {
        ToEntries(null, new Claim("aud", "a"))["aud"].ShouldBe("a");
        ToEntries(null, new Claim("aud", "a"), new Claim("aud", "b"), new Claim("aud", "a"))["aud"]
            .ShouldBeAssignableTo<IEnumerable<object>>().ShouldBe(["a", "b"]);
    }

    [Fact]
    public void RFC8176_1_amr_is_an_array_even_of_one() =>
        ToEntries(null, new Claim("amr", "pwd"))["amr"].ShouldBeAssignableTo<IEnumerable<object>>().ShouldBe(["pwd"]);

    [Theory]
    [InlineData("NaN")]
    [InlineData("1e999")]
    public void RFC8259_6_what_is_no_finite_number_stays_text(string value) =>
        ToEntries(null, new Claim("load", value, ClaimValueTypes.Double))["load"].ShouldBe(value);

    [Fact]
    public void A_claim_cannot_make_a_token_inactive() =>
        ToEntries(null, new Claim("active", "false", ClaimValueTypes.Boolean))["active"].ShouldBe(true);

    [Fact]
    public void A_JSON_claim_is_JSON_and_what_is_none_stays_text()
    {
        var entries = ToEntries(null, new Claim("address", """{"city":"Bern"}""", "JSON"), new Claim("broken", "{", "JSON"));
        entries["address"].ShouldBeOfType<JsonElement>().GetProperty("city").GetString().ShouldBe("Bern");
        entries["broken"].ShouldBe("{");
    }

    private static Dictionary<string, object> ToEntries(string[]? visible, params Claim[] claims) =>
        IntrospectionClaims.ToEntries(claims, visible);
}
