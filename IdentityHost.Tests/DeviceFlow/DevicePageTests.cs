using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.DeviceFlow;

/// <summary>The page on which the code is entered (RFC 8628 3.3).</summary>
public sealed class DevicePageTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly TestDevice _device = new(host);

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_first_and_comes_back_with_the_code()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);

        await alice.OpenAsync($"/Device?userCode={codes.UserCode}");

        alice.Browser.Location.AbsolutePath.ShouldBe("/Device");
        alice.Browser.Page!.QuerySelector("#code")!.GetAttribute("value").ShouldBe(codes.UserCode);
    }

    [Fact]
    public async Task A_link_with_the_code_looks_nothing_up_and_allows_nothing_by_itself_RFC_8628_5_4()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);

        await alice.OpenAsync($"/Device?userCode={codes.UserCode}");
        alice.Text.ShouldNotContain("TV");
        await alice.EnterAsync(codes.UserCode);

        alice.Text.ShouldContain("TV");
        alice.Text.ShouldContain(codes.UserCode);
        alice.Text.ShouldContain("Allow access only if you started this yourself");
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }

    [Theory]
    [InlineData("{0}{1}{2}")]
    [InlineData(" {0} {1} {2} ")]
    [InlineData("{0}.{1}/{2}")]
    [InlineData("{0}\u2013{1}\u2014{2}")]
    public async Task However_the_code_is_typed_it_is_found_RFC_8628_6_1(string format)
    {
        var parts = (await _device.StartAsync()).UserCode.Split('-');
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);

#pragma warning disable CA1863 // Four formats, once each.
        await bob.OpenAndEnterAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, parts[0], parts[1], parts[2]));
#pragma warning restore CA1863

        bob.Text.ShouldContain("TV");
    }

    [Theory]
    [InlineData("", "Enter the nine digits")]
    [InlineData("12345678", "Enter the nine digits")]
    [InlineData("1234567890", "Enter the nine digits")]
    [InlineData("12345678x", "Enter the nine digits")]
    [InlineData("<script>alert(1)</script>", "Enter the nine digits")]
    public async Task What_is_no_code_is_said_to_be_none(string entry, string message)
    {
        using var alice = new DevicePerson(host);

        await alice.OpenAndEnterAsync(entry);

        alice.Browser.Status.ShouldBe(HttpStatusCode.OK);
        alice.Browser.Page!.QuerySelector("[role=alert]")!.TextContent.ShouldContain(message);
        alice.Browser.Page.QuerySelector("script").ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_people_who_answer_the_same_code_the_first_counts()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await alice.OpenAndEnterAsync(codes.UserCode);
        await bob.OpenAndEnterAsync(codes.UserCode);

        await Task.WhenAll(alice.AllowAsync(), bob.AllowAsync());

        var texts = new[] { alice.Text, bob.Text };
        texts.Count(text => text.Contains("Done.", StringComparison.Ordinal)).ShouldBe(1);
        texts.Count(text => text.Contains("There is no such code", StringComparison.Ordinal)).ShouldBe(1);
        var winner = texts[0].Contains("Done.", StringComparison.Ordinal) ? Demo.IntrospectionId : Demo.OtherIntrospectionId;
        using var response = await _device.PollAsync(codes);
        var token = (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
        (await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), token)).GetProperty("id").GetString().ShouldBe(winner);
    }

    [Fact]
    public async Task The_outcome_is_told_once_and_by_no_address()
    {
        var codes = await _device.StartAsync();
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await bob.AllowAsync(codes);

        bob.Browser.Location.PathAndQuery.ShouldBe("/Device");
        await bob.OpenAsync();

        bob.Text.ShouldContain("Enter the code");
    }

    [Fact]
    public async Task The_form_is_worth_nothing_without_its_antiforgery_token()
    {
        var codes = await _device.StartAsync();
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await bob.OpenAsync();

        await bob.Browser.PostAsync("/Device?handler=Allow", [new("UserCode", codes.UserCode), new("Scopes", "user.read")]);

        bob.Browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }
}
