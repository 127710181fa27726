using System.Net;
using IdentityHost.Throttling.Clients;
using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.Throttling;

/// <summary>How often a caller may fail, and who is the same caller.</summary>
public sealed class ClientRecordTests
{
    private static readonly TimeSpan Price = TimeSpan.FromSeconds(6);
    private const int AtOnce = 10;

    [Fact]
    public void So_many_failures_at_once_and_then_one_each_time_that_one_is_paid_for()
    {
        var now = DateTimeOffset.UnixEpoch;
        var record = new CallerRecord();
        for (var i = 0; i < AtOnce; i++)
        {
            record.Wait(now, Price, AtOnce).ShouldBeNull();
            record.Fail(now, Price, AtOnce).ShouldBeNull();
        }

        record.Fail(now, Price, AtOnce).ShouldBe(Price);

        record.Wait(now, Price, AtOnce).ShouldBe(Price);
        record.Wait(now + Price, Price, AtOnce).ShouldBeNull();
        record.Fail(now + Price, Price, AtOnce).ShouldBeNull();
        record.Wait(now + Price, Price, AtOnce).ShouldBe(Price);
        record.Wait(now + TimeSpan.FromMinutes(2), Price, AtOnce).ShouldBeNull();
    }

    [Fact]
    public void Secrets_that_were_right_are_known_a_few_at_a_time()
    {
        var record = new CallerRecord();
        record.HasSecrets.ShouldBeFalse();
        for (byte i = 0; i < 5; i++)
            record.AddRight([i]);
        record.AddRight([4]);

        record.HasSecrets.ShouldBeTrue();
        Enumerable.Range(0, 6).Where(i => record.IsRight([(byte)i])).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Of_clients_named_without_end_some_are_forgotten_but_neither_a_good_caller_nor_one_that_is_being_guessed()
    {
        var now = DateTimeOffset.UnixEpoch;
        var records = new CallerRecords();
        var (good, guessed) = (new Caller(1, "good"), new Caller(2, "guessed"));
        records.Get(good).AddRight([1]);
        for (var i = 0; i < AtOnce; i++)
            records.Get(guessed).Fail(now, Price, AtOnce);

        for (var i = 0; i < CallerRecords.Most; i++)
            records.Get(Stranger(i)).Fail(now, Price, AtOnce);

        records.Find(good)!.HasSecrets.ShouldBeTrue();
        records.Find(guessed)!.Wait(now, Price, AtOnce).ShouldNotBeNull();
        Enumerable.Range(0, CallerRecords.Most).Count(i => records.Find(Stranger(i)) is not null).ShouldBeLessThan(CallerRecords.Most * 4 / 5);

        static Caller Stranger(int number) => new(2, $"no-such-client-{number}");
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.2", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:1", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    public void A_network_of_64_bits_is_one_sender_of_IPv6(string one, string other, bool same)
    {
        (CallerAt(one) == CallerAt(other)).ShouldBe(same);
    }

    private static Caller CallerAt(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return Caller.Of(context, "client");
    }
}
