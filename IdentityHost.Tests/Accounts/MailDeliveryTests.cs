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
        mail.ShouldContain("From: Sign-in <no-reply@example.com>");
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

    [Fact]
    public async Task RFC5891_A_domain_outside_ASCII_is_sent_as_DNS_has_it()
    {
        await using var server = new SmtpListener();
        await using var own = await StartAsync(server.Port, requireTls: false);
        await AddAsync("bucher", "bucher@bücher.example");

        await ForgetAsync(own, "bucher@xn--bcher-kva.example");

        (await server.Mail.WaitAsync(TimeSpan.FromSeconds(20))).ShouldContain("To: bucher@xn--bcher-kva.example");
        server.Commands.ShouldContain("RCPT TO:<bucher@xn--bcher-kva.example>");
    }

    [Fact]
    public async Task RFC6531_3_4_An_address_outside_ASCII_goes_to_a_server_that_takes_it()
    {
        await using var server = new SmtpListener(takesUtf8: true);
        await using var own = await StartAsync(server.Port, requireTls: false, smtpUtf8: true);
        await AddAsync("joerg", "jörg@bücher.example");

        await ForgetAsync(own, "Jörg@bücher.example");

        (await server.Mail.WaitAsync(TimeSpan.FromSeconds(20))).ShouldContain("To: jörg@bücher.example");
        server.Commands.ShouldContain("RCPT TO:<jörg@bücher.example>");
        server.Commands.ShouldContain(command => command.StartsWith("MAIL FROM:", StringComparison.Ordinal) && command.Contains(" SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RFC6531_3_2_A_server_that_takes_none_after_all_gets_none_and_the_log_says_why()
    {
        await using var server = new SmtpListener();
        await using var own = await StartAsync(server.Port, requireTls: false, smtpUtf8: true);
        await AddAsync("juergen", "jürgen@example.com");

        await ForgetAsync(own, "jürgen@example.com");

        await AuthorizeEndpoint.Soon.HoldsAsync(() =>
        {
            own.Logs.Lines.ShouldContain(line => line.Message.Contains("has no SMTPUTF8 (RFC 6531)", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
        server.Mail.IsCompleted.ShouldBeFalse();
        server.Connections.ShouldBe(1);
        own.Logs.ShouldNotContain("jürgen@");
    }

    [Theory]
    [InlineData(false, "We can’t send mail to an address with these characters")]
    [InlineData(true, null)]
    public async Task An_address_that_the_mail_server_does_not_take_is_refused_on_the_page(bool smtpUtf8, string? error)
    {
        await using var server = new SmtpListener(takesUtf8: smtpUtf8);
        await using var own = await StartAsync(server.Port, requireTls: false, smtpUtf8: smtpUtf8);
        using var browser = new Browser(own.BaseAddress);
        foreach (var page in (string[])["/Account/ForgotPassword", "/Account/Register"])
        {
            await browser.GoAsync(page);
            await browser.SubmitAsync(browser.Form(), new() { ["Email"] = "jörg@example.com" });

            var said = browser.Page!.QuerySelector("#email-error")?.TextContent;
            if (error is null)
                said.ShouldBeNull();
            else
                said!.ShouldContain(error);
            browser.Page.QuerySelector("h1")!.TextContent.Equals("Check your mail", StringComparison.Ordinal).ShouldBe(smtpUtf8);
        }
    }

    private Task<TestHost> StartAsync(int port, bool requireTls, IMailSender? sender = null, bool smtpUtf8 = false) =>
        TestHost.StartAsync(
            host.Database,
            settings =>
            {
                settings["IdentityHost:Issuer"] = MailHostFixture.Issuer;
                settings["IdentityHost:Email:From"] = "Sign-in <no-reply@example.com>";
                settings["IdentityHost:Email:Host"] = "127.0.0.1";
                settings["IdentityHost:Email:Port"] = port.ToString(CultureInfo.InvariantCulture);
                settings["IdentityHost:Email:RequireTls"] = requireTls.ToString();
                settings["IdentityHost:Email:SmtpUtf8"] = smtpUtf8.ToString();
                settings["IdentityHost:SignUp:Enabled"] = "true";
                settings["IdentityHost:ShutdownTimeout"] = "00:00:01";
            },
            builder =>
            {
                if (sender is not null)
                    builder.Services.AddSingleton(sender);
            });

    private async Task AddAsync(string name, string address)
    {
        await AuthorizeEndpoint.TestUsers.AddAsync(host.Database, name);
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "Email" = $2, "NormalizedEmail" = $3, "EmailConfirmed" = true WHERE "Id" = $1""",
            name, address, address.ToUpperInvariant());
    }

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
