using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.DeviceFlow;

public sealed class UserCodeGuessingTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task After_ten_codes_in_a_minute_no_more_is_looked_up_for_this_person_RFC_8628_5_1()
    {
        var device = new TestDevice(host);
        var codes = await device.StartAsync();
        using var alice = new DevicePerson(host);
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await alice.OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await alice.EnterAsync("000-000-000");
            alice.Browser.Status.ShouldBe(HttpStatusCode.OK);
        }

        await alice.EnterAsync(codes.UserCode);

        alice.Browser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        alice.Text.ShouldContain("Too many codes");
        alice.Text.ShouldNotContain("TV");
        await bob.OpenAndEnterAsync(codes.UserCode);
        bob.Text.ShouldContain("TV");
    }
}
