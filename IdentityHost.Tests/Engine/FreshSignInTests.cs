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
        var demanded = _fresh.Demand(Parameters("a"));

        _fresh.IsAnswered(Request(demanded, signedIn: _clock.Now.AddSeconds(-1))).ShouldBeFalse();
        _fresh.IsAnswered(Request(demanded, signedIn: _clock.Now)).ShouldBeTrue();
    }

    [Fact]
    public void The_proof_ends_after_an_hour()
    {
        var demanded = _fresh.Demand(Parameters("a"));
        var signedIn = _clock.Now.AddMinutes(1);

        _clock.Now += TimeSpan.FromHours(1);
        _fresh.IsAnswered(Request(demanded, signedIn)).ShouldBeTrue();
        _clock.Now += TimeSpan.FromSeconds(1);
        _fresh.IsAnswered(Request(demanded, signedIn)).ShouldBeFalse();
    }

    [Fact]
    public void It_is_no_proof_for_another_request_nor_one_that_somebody_made_up()
    {
        var demanded = _fresh.Demand(Parameters("a"));
        demanded["state"] = "b";
        _fresh.IsAnswered(Request(demanded, _clock.Now)).ShouldBeFalse();

        var madeUp = Parameters("a");
        madeUp["fresh_sign_in"] = "CfDJ8made-up";
        _fresh.IsAnswered(Request(madeUp, _clock.Now)).ShouldBeFalse();
        _fresh.IsAnswered(Request(Parameters("a"), _clock.Now)).ShouldBeFalse();
    }

    private static NameValueCollection Parameters(string state) => new() { ["client_id"] = "app", ["prompt"] = "login", ["state"] = state };

    private static ValidatedAuthorizeRequest Request(NameValueCollection parameters, DateTimeOffset signedIn) => new()
    {
        Raw = parameters,
        Subject = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim("auth_time", signedIn.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))], "test")),
    };
}
