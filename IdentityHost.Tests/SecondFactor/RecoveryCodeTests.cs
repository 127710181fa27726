using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace IdentityHost.Tests.SecondFactor;

/// <summary>Signing in by a recovery code.</summary>
public sealed class RecoveryCodeTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC8176_A_recovery_code_is_a_second_factor_and_no_one_time_password()
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();
        var (url, verifier) = SecondFactors.AuthorizationRequest();
        using var browser = await host.AtSecondStepAsync(user, url);
        await browser.GoAsync(browser.Page!.QuerySelector(".links a")!.GetAttribute("href")!);

        await browser.TypeAsync(codes[0]);

        (await host.MethodsToldAsync(browser, verifier)).ShouldBe(["mfa", "pwd"]);
    }

    [Fact]
    public async Task Each_code_works_once()
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();

        (await SignsInAsync(user, codes[3])).ShouldBeTrue();
        (await SignsInAsync(user, codes[3])).ShouldBeFalse();
        (await SignsInAsync(user, codes[4])).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_20_at_once_with_one_code_exactly_one_signs_in_and_the_others_stay()
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnabled" = false WHERE "Id" = $1""", user);
        using var browser = await host.AtSecondStepAsync(user);
        await browser.GoAsync("/Account/RecoveryCode");

        // All of them have read the list before the first writes it.
        await using var connection = new NpgsqlConnection(host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var hold = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand("""SELECT 1 FROM "UserTokens" WHERE "UserId" = $1 FOR UPDATE""", connection, hold);
        locking.Parameters.Add(new NpgsqlParameter { Value = user });
        await locking.ExecuteNonQueryAsync();
        var sending = host.SendAtOnceAsync(browser, "form:has(#code)", "Code", codes[0]);
        await Soon.HoldsAsync(async () => (await WaitingAsync()).ShouldBe(SecondFactors.AtOnce));
        await hold.CommitAsync();

        (await sending).ShouldBe(1);
        foreach (var other in codes.Skip(1))
            (await SignsInAsync(user, other)).ShouldBeTrue();
    }

    [Fact]
    public async Task Different_codes_at_once_all_work()
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnabled" = false WHERE "Id" = $1""", user);

        (await Task.WhenAll(codes.Select(code => SignsInAsync(user, code)))).ShouldAllBe(signedIn => signedIn);
    }

    [Fact]
    public async Task A_code_is_known_however_it_was_copied()
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();

        (await SignsInAsync(user, codes[0].ToLowerInvariant())).ShouldBeTrue();
        (await SignsInAsync(user, codes[1].Replace('-', ' '))).ShouldBeTrue();
        (await SignsInAsync(user, " " + codes[2].Replace("-", "", StringComparison.Ordinal) + " ")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("AAAAA-AAAAA")]
    public async Task Anything_else_is_refused_and_counts_toward_the_lockout(string code)
    {
        var (user, _, codes) = await host.NewUserWithAppAsync();

        (await SignsInAsync(user, code)).ShouldBeFalse();
        for (var i = 0; i < 2; i++)
            (await SignsInAsync(user, "AAAAA-AAAAA")).ShouldBeFalse();
        (await SignsInAsync(user, codes[0])).ShouldBeFalse();
    }

    private Task<long> WaitingAsync() => host.Database.ScalarAsync<long>(
        """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%"UserTokens"%'""");

    private async Task<bool> SignsInAsync(string user, string code)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        if (browser.Location.AbsolutePath != "/Account/TwoFactor")
            return false;
        await browser.GoAsync("/Account/RecoveryCode");
        await browser.TypeAsync(code);
        return browser.IsSignedIn();
    }
}
