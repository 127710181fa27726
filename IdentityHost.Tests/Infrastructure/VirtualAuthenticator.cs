using Microsoft.Playwright;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// The authenticator of a person's device (Web Authentication, 11.2): it keeps passkeys, and the person is always there and recognised.
/// It is gone with the page.
/// </summary>
internal static class VirtualAuthenticator
{
    public static async Task PlugInAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
