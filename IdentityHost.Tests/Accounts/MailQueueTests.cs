using IdentityHost.Mail;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityHost.Tests.Accounts;

/// <summary>Mails that anybody can have sent, and notices, which nobody can.</summary>
public sealed class MailQueueTests
{
    [Fact]
    public void A_line_that_is_full_of_mails_has_room_for_notices()
    {
        var queue = new MailQueue(NullLogger<MailQueue>.Instance);
        for (var i = 0; i < 2000; i++)
            queue.Add(MailTo($"somebody{i}@example.com", isNotice: false));

        queue.Add(MailTo("alice@example.com", isNotice: true));

        queue.Notices.TryRead(out var notice).ShouldBeTrue();
        notice.To.ShouldBe("alice@example.com");
        queue.Mails.Count.ShouldBe(1000);
    }

    [Fact]
    public void Mails_to_an_address_are_counted_apart_from_notices_and_both_are_bounded()
    {
        using var throttle = new MailThrottle(NullLogger<MailThrottle>.Instance);

        Enumerable.Range(0, 10).Count(_ => throttle.Allows(MailTo("alice@example.com", isNotice: false))).ShouldBe(3);
        Enumerable.Range(0, 30).Count(_ => throttle.Allows(MailTo("ALICE@example.com", isNotice: true))).ShouldBe(20);
        throttle.Allows(MailTo("bob@example.com", isNotice: false)).ShouldBeTrue();
    }

    private static OutgoingMail MailTo(string address, bool isNotice) => new(address, "Subject", "Text", isNotice);
}
