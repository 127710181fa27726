using System.Collections.Specialized;
using System.Globalization;
using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityHost.Tests.Engine;

/// <summary>The proof that a sign-in answered a request that asked for one (OpenID Connect Core 3.1.2.1, prompt and max_age).</summary>
public sealed class FreshSignInTests
{
    private readonly TestClock _clock = new();
    private readonly FreshSignIn _fresh;

    public FreshSignInTests() => _fresh = new FreshSignIn(new EphemeralDataProtectionProvider(), _clock);

    [Fact]
    public void A_sign_in_after_the_demand_answers_it_and_one_before_does_not()
    {
        var demanded = _fresh.Demand(Parameters("a"), signIn: "1");

        _fresh.IsAnswered(Request(demanded, signedIn: _clock.Now.AddSeconds(-1)), "1").ShouldBeFalse();
        _fresh.IsAnswered(Request(demanded, signedIn: _clock.Now.AddSeconds(1)), "2").ShouldBeTrue();
    }

    [Theory]
    [InlineData("1", "1", false)]
    [InlineData("1", "2", true)]
    [InlineData("", "1", true)]
    [InlineData("", "", false)]
    public void In_the_very_second_of_the_demand_only_another_sign_in_answers_it(string before, string now, bool answered)
    {
        var demanded = _fresh.Demand(Parameters("a"), before);

        _fresh.IsAnswered(Request(demanded, signedIn: _clock.Now), now).ShouldBe(answered);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 900, true)]
    [InlineData(1, 900, false)]
    [InlineData(1, 1000, false)]
    [InlineData(1, 1001, true)]
    [InlineData(60, 60_000, false)]
    [InlineData(60, 60_001, true)]
    public void Max_age_counts_between_whole_seconds_and_0_is_always_passed(int seconds, int millisecondsAgo, bool older)
    {
        var request = Request(Parameters("a"), signedIn: _clock.Now);

        _clock.Now += TimeSpan.FromMilliseconds(millisecondsAgo);

        _fresh.IsOlderThan(seconds, request).ShouldBe(older);
    }

    [Fact]
    public void The_proof_ends_after_an_hour()
    {
        var demanded = _fresh.Demand(Parameters("a"), signIn: "1");
        var signedIn = _clock.Now.AddMinutes(1);

        _clock.Now += TimeSpan.FromHours(1);
        _fresh.IsAnswered(Request(demanded, signedIn), "2").ShouldBeTrue();
        _clock.Now += TimeSpan.FromSeconds(1);
        _fresh.IsAnswered(Request(demanded, signedIn), "2").ShouldBeFalse();
    }

    [Fact]
    public void It_is_no_proof_for_another_request_nor_one_that_somebody_made_up()
    {
        var demanded = _fresh.Demand(Parameters("a"), signIn: "1");
        demanded["state"] = "b";
        _fresh.IsAnswered(Request(demanded, _clock.Now), "2").ShouldBeFalse();

        var madeUp = Parameters("a");
        madeUp["fresh_sign_in"] = "CfDJ8made-up";
        _fresh.IsAnswered(Request(madeUp, _clock.Now), "2").ShouldBeFalse();
        _fresh.IsAnswered(Request(Parameters("a"), _clock.Now), "2").ShouldBeFalse();
    }

    private static NameValueCollection Parameters(string state) => new() { ["client_id"] = "app", ["prompt"] = "login", ["state"] = state };

    private static ValidatedAuthorizeRequest Request(NameValueCollection parameters, DateTimeOffset signedIn) => new()
    {
        Raw = parameters,
        Subject = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim("auth_time", signedIn.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))], "test")),
    };
}
