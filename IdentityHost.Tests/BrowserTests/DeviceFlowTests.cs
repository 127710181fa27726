using System.Net.Http.Json;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>The device flow (RFC 8628): the device shows a code, the person enters it elsewhere.</summary>
public sealed class DeviceFlowTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task RFC_8628_A_code_typed_by_hand_and_allowed_gets_the_device_its_tokens()
    {
        var device = await AskAsync();
        await Page.GotoAsync(device.GetProperty("verification_uri").GetString()!);
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync("Connect a device");
        await PageInspection.InspectAsync(Page, "device");
        await Page.FillInAsync("Code", "000-000-000");
        await Page.PressAsync("Continue");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such code");
        await PageInspection.InspectAsync(Page, "device-wrong");
        await Page.FillInAsync("Code", device.GetProperty("user_code").GetString()!);
        await Page.PressAsync("Continue");
        await Page.SeeAsync("Allow access?");
        await PageInspection.InspectAsync(Page, "device-consent");
        await Page.PressAsync("Allow");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your device goes on by itself");
        await PageInspection.InspectAsync(Page, "device-done");

        using var answer = await PostAsync(device);
        var tokens = await TokenClient.ReadAsync(answer);
        tokens.GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
        tokens.GetProperty("refresh_token").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task RFC_8628_3_3_1_A_code_that_came_with_the_address_is_still_to_be_confirmed_and_may_be_denied()
    {
        var device = await AskAsync();
        await Page.GotoAsync(device.GetProperty("verification_uri_complete").GetString()!);
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync("Connect a device");
        await Page.PressAsync("Continue");
        await Page.SeeAsync("Allow access?");
        await Page.PressAsync("Deny");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your device was denied access.");

        using var answer = await PostAsync(device);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().ShouldBe("access_denied");
    }

    private async Task<JsonElement> AskAsync()
    {
        using var response = await Host.Tokens.PostFormAsync(
            "/connect/deviceauthorization",
            new() { ["client_id"] = Demo.TvId, ["scope"] = "openid profile user.read offline_access" });
        return await TokenClient.ReadAsync(response);
    }

    /// <summary>The device asks whether it is allowed yet.</summary>
    private Task<HttpResponseMessage> PostAsync(JsonElement device) =>
        Host.Tokens.PostFormAsync(
            "/connect/token",
            new()
            {
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
                ["device_code"] = device.GetProperty("device_code").GetString()!,
                ["client_id"] = Demo.TvId,
            });
}
