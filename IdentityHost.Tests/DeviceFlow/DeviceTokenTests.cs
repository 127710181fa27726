using IdentityHost.Outcomes;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.DeviceFlow;

/// <summary>A device asks for its tokens (RFC 8628 3.4 and 3.5).</summary>
public sealed class DeviceTokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly TestDevice _device = new(host);

    [Fact]
    public async Task Once_the_person_has_allowed_it_the_device_gets_tokens_RFC_8628_3_5()
    {
        var codes = await _device.StartAsync();
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
        using var alice = new DevicePerson(host);
        await alice.AllowAsync(codes);

        using var response = await _device.PollAsync(codes);
        var tokens = await TokenClient.ReadAsync(response);

        tokens.GetProperty("scope").GetString()!.Split(' ').ShouldBe(TestDevice.Scopes.Split(' '), ignoreOrder: true);
        tokens.GetProperty("refresh_token").GetString().ShouldNotBeNullOrEmpty();
        tokens.GetProperty("id_token").GetString().ShouldNotBeNullOrEmpty();
        var caller = await host.Tokens.ResourceServerTokenAsync();
        var answer = await host.Tokens.IntrospectAsync(caller, tokens.GetProperty("access_token").GetString()!);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
    }

    [Fact]
    public async Task A_person_who_denies_ends_it_RFC_8628_3_5()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);
        await alice.OpenAndEnterAsync(codes.UserCode);

        await alice.DenyAsync();

        alice.Text.ShouldContain("denied");
        (await _device.PollForErrorAsync(codes)).ShouldBe("access_denied");
    }

    [Fact]
    public async Task Only_the_scopes_that_the_person_leaves_are_granted()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);
        await alice.OpenAndEnterAsync(codes.UserCode);
        await alice.AllowAsync("user.read", "messages.read");

        using var response = await _device.PollAsync(codes);

        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString()!.Split(' ').ShouldBe(["openid", "user.read"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_device_that_asks_too_soon_is_slowed_down_by_five_seconds_more_each_time_RFC_8628_3_5()
    {
        var codes = await _device.StartAsync();

        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
        var first = await LastPollAsync(codes);
        (await _device.PollForErrorAsync(codes)).ShouldBe("slow_down");
        (await IntervalAsync(codes)).ShouldBe(10);
        (await _device.PollForErrorAsync(codes)).ShouldBe("slow_down");
        (await IntervalAsync(codes)).ShouldBe(15);

        // It waits for the answer that it got, not for the refusals since.
        (await LastPollAsync(codes)).ShouldBe(first);
        await MoveLastPollAsync(codes, 15);
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }

    [Fact]
    public async Task A_device_that_does_not_know_slow_down_is_heard_again_and_again()
    {
        var codes = await _device.StartAsync();
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");

        for (var i = 0; i < 10; i++)
            (await _device.PollForErrorAsync(codes)).ShouldBe("slow_down");

        (await IntervalAsync(codes)).ShouldBe(30);
        await MoveLastPollAsync(codes, 30);
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "access_denied")]
    public async Task A_device_that_was_answered_is_told_so_however_soon_it_asks_RFC_8628_3_5(bool allowed, string? error)
    {
        var codes = await _device.StartAsync();
        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
        (await _device.PollForErrorAsync(codes)).ShouldBe("slow_down");
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await bob.OpenAndEnterAsync(codes.UserCode);
        if (allowed)
            await bob.AllowAsync("user.read");
        else
            await bob.DenyAsync();

        (await _device.PollForErrorAsync(codes)).ShouldBe(error);
    }

    [Fact]
    public async Task The_interval_is_the_client_s_own_RFC_8628_3_2()
    {
        await host.Database.ExecuteAsync("""UPDATE "Clients" SET "PollingInterval" = 1, "DeviceCodeLifetime" = 20 WHERE "ClientId" = '7'""");
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                using var asked = await _device.AskAsync();
                var answer = await TokenClient.ReadAsync(asked);
                return answer.GetProperty("interval").GetInt32() == 1 && answer.GetProperty("expires_in").GetInt32() == 20;
            });
            var codes = await _device.StartAsync();

            (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
            await Task.Delay(TimeSpan.FromSeconds(1));
            (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
        }
        finally
        {
            await host.Database.ExecuteAsync("""UPDATE "Clients" SET "PollingInterval" = NULL, "DeviceCodeLifetime" = 300 WHERE "ClientId" = '7'""");
        }
    }

    [Fact]
    public async Task A_code_that_has_expired_is_told_so_and_can_not_be_entered_any_more_RFC_8628_3_5()
    {
        await host.Database.ExecuteAsync("""UPDATE "Clients" SET "DeviceCodeLifetime" = 1 WHERE "ClientId" = '7'""");
        try
        {
            await Eventually.TrueAsync(async () =>
            {
                using var asked = await _device.AskAsync();
                return (await TokenClient.ReadAsync(asked)).GetProperty("expires_in").GetInt32() == 1;
            });
            var codes = await _device.StartAsync();
            await Task.Delay(TimeSpan.FromSeconds(1.1));

            (await _device.PollForErrorAsync(codes)).ShouldBe("expired_token");
            using var alice = new DevicePerson(host);
            await alice.OpenAndEnterAsync(codes.UserCode);
            alice.Text.ShouldContain("There is no such code");
        }
        finally
        {
            await host.Database.ExecuteAsync("""UPDATE "Clients" SET "DeviceCodeLifetime" = 300 WHERE "ClientId" = '7'""");
        }
    }

    [Fact]
    public async Task Of_twenty_polls_at_once_exactly_one_gets_tokens()
    {
        var codes = await _device.StartAsync();
        using var alice = new DevicePerson(host);
        await alice.AllowAsync(codes);

        var polls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _device.PollForErrorAsync(codes)));

        polls.Count(error => error is null).ShouldBe(1);
        polls.Where(error => error is not null).ShouldAllBe(error => error == "invalid_grant");
        (await _device.PollForErrorAsync(codes)).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Of_twenty_that_consume_a_code_at_once_exactly_one_does()
    {
        var codes = await _device.StartAsync();

        var consumed = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var scope = host.Services.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<IDeviceFlowStore>().RemoveByDeviceCodeAsync(codes.DeviceCode.Sha256(), default);
                return true;
            }
            catch (GrantConsumedException)
            {
                return false;
            }
        }));

        consumed.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Another_client_gets_nothing_for_the_code_and_does_not_slow_its_owner_down_RFC_8628_5_2()
    {
        await host.Database.ExecuteAsync("""
            INSERT INTO "ClientGrantTypes" ("ClientId", "GrantType") SELECT "Id", 'urn:ietf:params:oauth:grant-type:device_code' FROM "Clients" WHERE "ClientId" = '5'
            """);
        var codes = await _device.StartAsync();
        await Eventually.TrueAsync(async () => await _device.PollForErrorAsync(codes, Demo.NotesId) == "invalid_grant");

        (await _device.PollForErrorAsync(codes)).ShouldBe("authorization_pending");
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("nothing", "invalid_grant")]
    public async Task A_code_that_is_none_is_refused(string code, string error) =>
        (await _device.PollForErrorAsync(new TestDevice.Codes(code, ""))).ShouldBe(error);

    [Fact]
    public async Task A_person_who_was_disabled_meanwhile_gets_the_device_nothing()
    {
        var codes = await _device.StartAsync();
        using var bob = new DevicePerson(host, Demo.OtherUser, Demo.OtherPassword);
        await bob.AllowAsync(codes);
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "UserName" = 'bob'""");

        try
        {
            (await _device.PollForErrorAsync(codes)).ShouldBe("invalid_grant");
        }
        finally
        {
            await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = false WHERE "UserName" = 'bob'""");
        }
    }

    [Fact]
    public async Task A_user_code_that_is_taken_is_not_stored_twice()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IDeviceFlowStore>();
        var data = new DeviceCode { ClientId = Demo.TvId, CreationTime = DateTime.UnixEpoch, Lifetime = 300, RequestedScopes = ["user.read"] };

        // One that has expired makes room.
        await store.StoreDeviceAuthorizationAsync("first", "same", data, default);
        data.CreationTime = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await store.StoreDeviceAuthorizationAsync("second", "same", data, default);

        await Should.ThrowAsync<Npgsql.PostgresException>(() => store.StoreDeviceAuthorizationAsync("third", "same", data, default));
        (await store.FindByDeviceCodeAsync("first", default)).ShouldBeNull();
        (await store.FindByDeviceCodeAsync("second", default)).ShouldNotBeNull();
    }

    private async Task<int> IntervalAsync(TestDevice.Codes codes) => await host.Database.ScalarAsync<int>(
        """SELECT "Interval" FROM "DeviceCodePolls" WHERE "DeviceCode" = $1""", codes.DeviceCode.Sha256());

    private async Task<DateTime> LastPollAsync(TestDevice.Codes codes) => await host.Database.ScalarAsync<DateTime>(
        """SELECT "LastPoll" FROM "DeviceCodePolls" WHERE "DeviceCode" = $1""", codes.DeviceCode.Sha256());

    private Task MoveLastPollAsync(TestDevice.Codes codes, int seconds) => host.Database.ExecuteAsync(
        """UPDATE "DeviceCodePolls" SET "LastPoll" = now() - $2::int * interval '1 second' WHERE "DeviceCode" = $1""", codes.DeviceCode.Sha256(), seconds);
}
