using System.Net;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Tests.SecondFactor;
using IdentityHost.Tests.Sessions;

namespace IdentityHost.Tests.Migrations;

/// <summary><c>migrations user …</c>: what an operator does for one person, while hosts run.</summary>
public sealed class UserCommandTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Fact]
    public async Task Show_prints_what_there_is_of_a_person_and_no_secret()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);
        await browser.AddPasskeyAsync(authenticator, "Blue\u001b[31m key");
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "DisplayName" = 'Jörg', "Email" = $1 || '@example.com', "NormalizedEmail" = upper($1 || '@example.com') WHERE "Id" = $1""",
            user);
        await host.Database.ExecuteAsync("""UPDATE "SignInAttempts" SET "Count" = 2 WHERE "UserId" = $1 AND "Browser" = ''""", user);

        var shown = await RunAsync("show", user);

        var lines = shown.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe($"{user} (subject {user})");
        lines.ShouldContain("  display name      Jörg");
        lines.ShouldContain($"  e-mail            {user}@example.com, not confirmed");
        lines.ShouldContain("  failed attempts   2");
        lines.ShouldContain("  locked out        no");
        lines.ShouldContain("  password          set");
        lines.ShouldContain("  two-step sign-in  off");
        // What a person called it must not tell the operator's terminal what to do.
        lines.ShouldContain("  passkeys          \"Blue?[31m key\"");
        lines.Single(line => line.StartsWith("  sessions", StringComparison.Ordinal)).ShouldStartWith("  sessions          since 2");
        var hash = await host.Database.ScalarAsync<string>("""SELECT "PasswordHash" FROM "Users" WHERE "Id" = $1""", user);
        shown.Output.ShouldNotContain(hash!);
    }

    [Fact]
    public async Task Unlock_lets_a_person_sign_in_again()
    {
        var user = await host.NewUserAsync();
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "LockoutEnd" = now() + interval '1 year' WHERE "Id" = $1""", user);
        await host.Database.ExecuteAsync("""INSERT INTO "SignInAttempts" VALUES ($1, '', 3, now() + interval '5 minutes')""", user);
        (await SignsInAsync(user, Demo.Password)).ShouldBeFalse();

        var run = await RunAsync("unlock", user);

        run.Output.ShouldMatch($@"^{user} \(subject {user}\): the lockout until 2\d{{3}}-\d\d-\d\d \d\d:\d\d:\d\dZ ended, 3 failed attempts forgotten\r?\n$");
        (await SignsInAsync(user, Demo.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Reset_second_factor_leaves_the_password_alone_enough_and_stops_a_sign_in_that_is_under_way()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var underWay = await host.AtSecondStepAsync(user);

        var run = await RunAsync("reset-second-factor", user);

        run.Output.ShouldEndWith($": two-step sign-in switched off, app and recovery codes forgotten{Environment.NewLine}");
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "UserTokens" WHERE "UserId" = $1""", user)).ShouldBe(0);
        (await SignsInAsync(user, Demo.Password)).ShouldBeTrue();
        await underWay.TypeAsync(SecondFactors.CodeOf(secret));
        underWay.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await RunAsync("reset-second-factor", user)).Output.ShouldContain("two-step sign-in was off");
    }

    [Fact]
    public async Task Remove_passkeys_removes_all_of_them_and_says_if_no_way_is_left()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var user = await host.NewUserAsync();
        using (var browser = await SignedInAsync(user))
            await browser.AddPasskeyAsync(authenticator);
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "PasswordHash" = NULL WHERE "Id" = $1""", user);

        var run = await RunAsync("remove-passkeys", user);

        run.Output.ShouldEndWith($": 1 passkey removed; there is no password: set one, or nobody can sign in{Environment.NewLine}");
        using var later = new Browser(host.Host.BaseAddress);
        await later.GoAsync("/Account/Login");
        await later.SignInAsync(authenticator);
        later.IsSignedIn().ShouldBeFalse();
    }

    [Fact]
    public async Task Set_password_counts_at_once_and_signs_out_everywhere()
    {
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, NewPassword + "\n");

        var run = await RunAsync("set-password", user, "--from", $"file:{file}");
        File.Delete(file);

        run.Output.ShouldStartWith($"{user} (subject {user}): password set, 1 session ended");
        run.Output.ShouldNotContain(NewPassword);
        (await SignsInAsync(user, Demo.Password)).ShouldBeFalse();
        (await SignsInAsync(user, NewPassword)).ShouldBeTrue();
        await browser.GoAsync("/Manage");
        browser.Location.ShouldBeTheSignInPage(host);
    }

    [Theory]
    [InlineData("short", "The password must have 8 to 1024 characters.")]
    [InlineData("password1", "The password is too easy to guess.")]
    [InlineData(null, "--from must be env:NAME or file:PATH: a password is never an argument.")]
    public async Task A_password_that_will_not_do_changes_nothing(string? password, string reason)
    {
        var user = await host.NewUserAsync();

        var run = await RunAsync("set-password", user, "--from", password is null ? "Typed-1234" : "env:" + TestSeeds.SetVariable(password));

        run.ExitCode.ShouldBe(ExitCodes.Refused);
        run.Errors.ShouldBe([reason]);
        run.Output.ShouldBeEmpty();
        (await SignsInAsync(user, Demo.Password)).ShouldBeTrue();
    }

    [Fact]
    public async Task Sign_out_ends_sessions_and_tokens_on_a_running_host_and_its_applications_are_told()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var client = await host.Database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout"), AllowOfflineAccess = true });
        var user = await host.NewUserAsync();
        await using var own = await TestHost.StartAsync(host.Database, settings => settings["IdentityHost:Sessions:RemovalInterval"] = "00:00:01");
        using var browser = new Browser(own.BaseAddress);
        var tokens = new TokenClient(own);
        var answer = await browser.UseAsync(tokens, client, user, SessionClients.Scopes + " offline_access");
        var caller = await tokens.ResourceServerTokenAsync();
        (await IsActiveAsync(tokens, caller, answer.Text("access_token"))).ShouldBeTrue();

        var run = await RunAsync("sign-out", user);

        run.Output.ShouldStartWith($"{user} (subject {user}): 1 session ended, 2 codes and tokens revoked");
        await Soon.HoldsAsync(async () => (await IsActiveAsync(tokens, caller, answer.Text("access_token"))).ShouldBeFalse());
        using var refreshed = await tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = answer.Text("refresh_token") },
            TokenClient.Basic(client, TokenEndpoint.TestClients.Secret));
        refreshed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await browser.GoAsync("/Manage");
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await Soon.HoldsAsync(() =>
        {
            receiver.Received.ShouldHaveSingleItem().Keys.ShouldBe(["logout_token"]);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Sign_out_revokes_JWTs_too()
    {
        var user = await host.NewUserAsync();
        using var browser = new Browser(host.Host.BaseAddress);
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, user, Demo.Password, Demo.JwtAppId, Demo.JwtAppRedirectUri, "openid user.read");
        var jwt = (await host.Tokens.RedeemCodeAsync(answer, Demo.JwtAppSecret)).Text("access_token");
        var caller = await host.Tokens.ResourceServerTokenAsync();
        (await IsActiveAsync(host.Tokens, caller, jwt)).ShouldBeTrue();

        await RunAsync("sign-out", user);

        (await IsActiveAsync(host.Tokens, caller, jwt)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_person_is_found_by_name_address_or_subject_and_never_the_wrong_one()
    {
        await TestUsers.AddAsync(host.Database, "found-1");
        await TestUsers.AddAsync(host.Database, "found-2");
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "UserName" = 'Anna', "NormalizedUserName" = 'ANNA', "Email" = 'anna@example.com', "NormalizedEmail" = 'ANNA@EXAMPLE.COM' WHERE "Id" = 'found-1'""");
        foreach (var named in (string[])["anna", "Anna@Example.com", "found-1"])
            (await RunAsync("show", named)).Output.ShouldStartWith("Anna (subject found-1)");

        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Email" = 'anna@example.com', "NormalizedEmail" = 'ANNA@EXAMPLE.COM' WHERE "Id" = 'found-2'""");
        var several = await RunAsync("sign-out", "anna@example.com");
        several.ExitCode.ShouldBe(ExitCodes.Refused);
        several.Errors.ShouldBe(["'anna@example.com' fits several users: Anna (subject found-1), found-2 (subject found-2). Name one by the subject, with --subject."]);
        (await RunAsync("show", "found-2", "--subject")).ExitCode.ShouldBe(ExitCodes.Ok);
        (await RunAsync("show", "anna", "--subject")).Errors.ShouldBe(["There is no user 'anna'."]);
    }

    [Fact]
    public async Task A_database_that_is_not_up_to_date_or_not_there_is_refused()
    {
        await using var empty = await (await PostgresServer.GetAsync()).CreateEmptyDatabaseAsync();

        var pending = await MigrationsCli.RunAsync(empty.ConnectionString, "user", "show", "alice");
        var absent = await MigrationsCli.RunAsync("Host=127.0.0.1;Port=1;Database=x;Username=x;Timeout=5", "user", "unlock", "alice");

        pending.ExitCode.ShouldBe(ExitCodes.Refused);
        pending.Errors.ShouldHaveSingleItem().ShouldEndWith(" is pending: run 'up' first.");
        absent.ExitCode.ShouldBe(ExitCodes.DatabaseFailed);
    }

    private async Task<CliRun> RunAsync(string command, params string[] arguments) =>
        await MigrationsCli.RunAsync(host.Database.ConnectionString, ["user", command, .. arguments]);

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }

    private async Task<bool> SignsInAsync(string user, string password)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
        return browser.IsSignedIn();
    }

    private static async Task<bool> IsActiveAsync(TokenClient tokens, string caller, string token) =>
        (await tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean();
}
