using System.Globalization;
using IdentityHost.Mail;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Accounts;

/// <summary>Mail over SMTP, and a mail server that does not do as it should.</summary>
public sealed class MailDeliveryTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Alice = "alice@example.com";

    [Fact]
    public async Task RFC5321_Mail_goes_to_the_configured_server()
    {
        await using var server = new SmtpListener();
        await using var own = await StartAsync(server.Port, requireTls: false);

        await ForgetAsync(own, Alice);

        var mail = await server.Mail.WaitAsync(TimeSpan.FromSeconds(20));
        mail.ShouldContain("To: " + Alice);
        mail.ShouldContain("From: \"Sign-in\" <no-reply@example.com>");
        mail.ShouldContain("Auto-Submitted: auto-generated");
        mail.ShouldContain("/Account/ResetPassword");
    }

    [Fact]
    public async Task RFC3207_A_server_without_STARTTLS_gets_no_mail()
    {
        await using var server = new SmtpListener();
        await using var own = await StartAsync(server.Port, requireTls: true);

        await ForgetAsync(own, Alice);

        await AuthorizeEndpoint.Soon.HoldsAsync(() =>
        {
            own.Logs.Lines.ShouldContain(line => line.Message.StartsWith("A mail could not be sent", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
        server.Mail.IsCompleted.ShouldBeFalse();
        server.Connections.ShouldBe(3);
        own.Logs.ShouldNotContain(Alice);
    }

    [Fact]
    public async Task Nobody_waits_for_the_mail_server_so_its_time_tells_nothing()
    {
        var sender = new Silence();
        await using var own = await StartAsync(25, requireTls: false, sender);

        var known = await ForgetAsync(own, Alice).WaitAsync(TimeSpan.FromSeconds(20));
        var unknown = await ForgetAsync(own, "unknown@example.com").WaitAsync(TimeSpan.FromSeconds(20));

        known.ShouldBe(unknown);
        await sender.Asked.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private Task<TestHost> StartAsync(int port, bool requireTls, IMailSender? sender = null) =>
        TestHost.StartAsync(
            host.Database,
            settings =>
            {
                settings["IdentityHost:Issuer"] = MailHostFixture.Issuer;
                settings["IdentityHost:Email:From"] = "Sign-in <no-reply@example.com>";
                settings["IdentityHost:Email:Host"] = "127.0.0.1";
                settings["IdentityHost:Email:Port"] = port.ToString(CultureInfo.InvariantCulture);
                settings["IdentityHost:Email:RequireTls"] = requireTls.ToString();
                settings["IdentityHost:ShutdownTimeout"] = "00:00:01";
            },
            builder =>
            {
                if (sender is not null)
                    builder.Services.AddSingleton(sender);
            });

    private static async Task<string> ForgetAsync(TestHost host, string address)
    {
        using var browser = new Browser(host.BaseAddress);
        await browser.GoAsync("/Account/ForgotPassword");
        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = address });
        return browser.Page!.QuerySelector("h1")!.TextContent;
    }

    /// <summary>A mail server that takes a mail and says nothing more.</summary>
    private sealed class Silence : IMailSender
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public Task SendAsync(OutgoingMail mail, CancellationToken ct)
        {
            _asked.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
    }
}
