using System.Globalization;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>What people do, in the words of the pages.</summary>
internal static class People
{
    private static int s_count;

    /// <summary>A new user with alice's password, who has never done anything.</summary>
    /// <returns>The user name, which is the subject as well.</returns>
    internal static async Task<string> NewUserAsync(this BrowserHost host)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"person{Interlocked.Increment(ref s_count)}");
        await host.Database.ExecuteAsync(
            """
            INSERT INTO "Users" ("Id", "UserName", "NormalizedUserName", "DisplayName", "Email", "NormalizedEmail", "EmailConfirmed",
                                 "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled",
                                 "LockoutEnabled", "AccessFailedCount")
            SELECT $1, $1, upper($1), initcap($1), $1 || '@example.com', upper($1 || '@example.com'), true,
                   "PasswordHash", $1, $1, false, false, true, 0 FROM "Users" WHERE "Id" = '1'
            """,
            name);
        return name;
    }

    /// <summary>Fills in the sign-in page, which is shown.</summary>
    internal static async Task SignInAsync(this IPage page, string user, string password = Demo.Password)
    {
        await page.FillInAsync("User name or email address", user);
        await page.FillInAsync("Password", password);
        await page.PressAsync("Sign in");
    }

    /// <summary>Shows the password once more, on the page that asks for it.</summary>
    internal static async Task ConfirmAsync(this IPage page)
    {
        await page.SeeAsync("Is it you?");
        await PageInspection.InspectAsync(page, "confirm");
        await page.FillInAsync("Password", "Wrong-1234");
        await page.PressAsync("Continue");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await PageInspection.InspectAsync(page, "confirm-wrong");
        await page.FillInAsync("Password", Demo.Password);
        await page.PressAsync("Continue");
    }

    /// <summary>Fills in the field with that label.</summary>
    internal static Task FillInAsync(this IPage page, string label, string value) =>
        page.GetByLabel(label, new() { Exact = true }).FillAsync(value);

    /// <summary>Presses a button of that name.</summary>
    internal static Task PressAsync(this IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Waits for the page with that heading.</summary>
    internal static Task SeeAsync(this IPage page, string heading) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>Presses Tab until something has the focus, and sees that it shows (WCAG 2.2, 2.4.7).</summary>
    internal static async Task TabToAsync(this IPage page, ILocator target)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                (await target.EvaluateAsync<string>("element => getComputedStyle(element).outlineStyle")).ShouldBe("solid");
                return;
            }
        }

        throw new InvalidOperationException($"The Tab key does not reach {target}.");
    }
}
