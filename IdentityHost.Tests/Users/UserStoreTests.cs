using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Users;

/// <summary>What ASP.NET Core Identity writes of a user.</summary>
public sealed class UserStoreTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task An_update_leaves_what_somebody_else_changed_meanwhile()
    {
        await TestUsers.AddAsync(host.Database, "changing");
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
        var user = (await users.FindByIdAsync("changing"))!;
        await host.Database.ExecuteAsync(
            """UPDATE "Users" SET "Disabled" = true, "LockoutEnd" = now() + interval '1 year', "AccessFailedCount" = 3 WHERE "Id" = 'changing'""");

        (await users.SetEmailAsync(user, "changing@example.com")).Succeeded.ShouldBeTrue();

        (await host.Database.ScalarAsync<bool>(
            """
            SELECT "Disabled" AND "LockoutEnd" > now() AND "AccessFailedCount" = 3 AND "Email" = 'changing@example.com'
            FROM "Users" WHERE "Id" = 'changing'
            """)).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_updates_of_the_same_version_one_fails()
    {
        await TestUsers.AddAsync(host.Database, "contended");
        await using var firstScope = host.Services.CreateAsyncScope();
        await using var secondScope = host.Services.CreateAsyncScope();
        var first = firstScope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
        var second = secondScope.ServiceProvider.GetRequiredService<UserManager<ApplicationUser>>();
        var (one, other) = ((await first.FindByIdAsync("contended"))!, (await second.FindByIdAsync("contended"))!);

        (await first.SetPhoneNumberAsync(one, "1")).Succeeded.ShouldBeTrue();
        (await second.SetPhoneNumberAsync(other, "2")).Errors.Single().Code.ShouldBe("ConcurrencyFailure");

        (await host.Database.ScalarAsync<string>("""SELECT "PhoneNumber" FROM "Users" WHERE "Id" = 'contended'""")).ShouldBe("1");
    }
}
