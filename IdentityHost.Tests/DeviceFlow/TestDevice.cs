using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.DeviceFlow;

/// <summary>The television of the demonstration, and the person before it.</summary>
internal sealed class TestDevice(HostFixture host)
{
    internal const string GrantType = "urn:ietf:params:oauth:grant-type:device_code";
    internal const string Scopes = "openid profile offline_access user.read";

    internal sealed record Codes(string DeviceCode, string UserCode);

    /// <summary>Asks for codes.</summary>
    internal Task<HttpResponseMessage> AskAsync(string client = Demo.TvId, string? scope = Scopes)
    {
        var fields = new Dictionary<string, string> { ["client_id"] = client };
        if (scope is not null)
            fields["scope"] = scope;
        return PostAsync("/connect/deviceauthorization", fields);
    }

    /// <summary>Asks for codes and gets them.</summary>
    internal async Task<Codes> StartAsync(string scope = Scopes)
    {
        using var response = await AskAsync(scope: scope);
        var answer = await TokenClient.ReadAsync(response);
        return new Codes(answer.GetProperty("device_code").GetString()!, answer.GetProperty("user_code").GetString()!);
    }

    internal Task<HttpResponseMessage> PollAsync(Codes codes, string client = Demo.TvId) => PostAsync("/connect/token", new()
    {
        ["grant_type"] = GrantType,
        ["client_id"] = client,
        ["device_code"] = codes.DeviceCode,
    });

    /// <summary>Polls; the error, or null if there are tokens.</summary>
    internal async Task<string?> PollForErrorAsync(Codes codes, string client = Demo.TvId)
    {
        using var response = await PollAsync(codes, client);
        return (await JsonAsync(response)).TryGetProperty("error", out var error) ? error.GetString() : null;
    }

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await host.Client.PostAsync(new Uri(path, UriKind.Relative), content);
    }
}
