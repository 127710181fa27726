using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Passport;

/// <summary>What the tests of the Passport route ask and expect.</summary>
internal static class PassportRequest
{
    public const string Route = "/oauth/introspect";

    public static async Task<HttpResponseMessage> SendAsync(
        TestHost host, string? callerToken, string? query = null, HttpContent? content = null, string route = Route)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route + query) { Content = content };
        if (callerToken is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", callerToken);
        return await host.Client.SendAsync(request);
    }

    public static FormUrlEncodedContent Form(string token) => new(new Dictionary<string, string> { ["token"] = token });

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task ShouldBeInactiveAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        body.ShouldBe("""{"active":false}""");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    public static async Task ShouldBeRefusedAsync(HttpResponseMessage response, HttpStatusCode status, string challenge)
    {
        response.StatusCode.ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe("Unauthorized");
        response.Headers.GetValues("WWW-Authenticate").ShouldBe([challenge]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
