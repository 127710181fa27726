using System.Security.Claims;
using IdentityHost.Extensibility;
using IdentityHost.Memory;

namespace IdentityHost.Tests.Memory;

public sealed class RememberedTokenTests
{
    /// <summary>Seconds from the start of a token that is valid for an hour.</summary>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    [InlineData(3601, false)]
    [InlineData(int.MaxValue, false)]
    public void It_is_good_from_nbf_and_no_longer_than_exp(int seconds, bool good) =>
        Remembered.Token("a").IsGoodAt(Remembered.Start.AddSeconds(seconds)).ShouldBe(good);

    [Fact]
    public void Its_claims_are_those_that_were_found_and_nobody_can_change_them()
    {
        Claim[] claims =
        [
            new("iss", "https://issuer"), new("exp", "1767229200", ClaimValueTypes.Integer64), new("scope", "a"), new("scope", "b"),
            new("cnf", """{"jkt":"x"}""", "JSON", "https://issuer"),
        ];

        var remembered = RememberedClaims.Of(claims);

        remembered.Count.ShouldBe(5);
        remembered.Select(All).ShouldBe(claims.Select(All));
        remembered.Find("scope").ShouldBe("a");
        remembered.Find("sub").ShouldBeNull();
        remembered.First().Properties["mark"] = "of one reader";
        remembered.First().Properties.ShouldBeEmpty();
        static (string, string, string, string) All(Claim claim) => (claim.Type, claim.Value, claim.ValueType, claim.Issuer);
    }

    [Fact]
    public void Answers_belong_to_one_kind_of_caller_on_one_route()
    {
        var token = Remembered.Token("a");
        CallerKey[] callers =
        [
            new(IntrospectionRoute.Standard, IsApi: true, "x"), new(IntrospectionRoute.Standard, IsApi: false, "x"),
            new(IntrospectionRoute.Passport, IsApi: false, "x"), new(IntrospectionRoute.Standard, IsApi: true, "y"),
        ];
        foreach (var caller in callers)
            token.AddAnswer(caller, new ReadyAnswer([], isActive: true)).ShouldBeGreaterThan(0);

        callers.Select(token.FindAnswer).OfType<ReadyAnswer>().Distinct().Count().ShouldBe(4);
        token.FindAnswer(new CallerKey(IntrospectionRoute.Standard, IsApi: false, "y")).ShouldBeNull();
        token.AddAnswer(callers[0], new ReadyAnswer([], isActive: true)).ShouldBe(0);
    }

    [Fact]
    public void It_remembers_answers_for_a_few_callers_only()
    {
        var token = Remembered.Token("a");
        var remembered = Enumerable.Range(0, 100)
            .Count(i => token.AddAnswer(new CallerKey(IntrospectionRoute.Standard, IsApi: true, $"api{i}"), new ReadyAnswer([], isActive: true)) > 0);
        remembered.ShouldBe(8);
    }
}
