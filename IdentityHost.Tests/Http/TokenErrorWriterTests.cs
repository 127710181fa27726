using System.Text.Json;
using IdentityHost.Http;
using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.Http;

/// <summary>The writer that mends Duende's status for invalid_client; it is compiled and tested with both engines.</summary>
public sealed class TokenErrorWriterTests
{
    [Fact]
    public async Task Invalid_client_is_401_with_a_challenge()
    {
        var (response, body) = await WriteAsync(new TokenErrorResponse { Error = "invalid_client" });

        response.StatusCode.ShouldBe(401);
        response.Headers.WWWAuthenticate.ToString().ShouldStartWith("Basic realm=");
        body.EnumerateObject().Select(m => m.Name).ShouldBe(["error"]);
        response.Headers.CacheControl.ToString().ShouldBe("no-store");
    }

    [Fact]
    public async Task Any_other_error_is_400_with_its_description_and_no_custom_member_can_replace_it()
    {
        var (response, body) = await WriteAsync(new TokenErrorResponse
        {
            Error = "invalid_scope",
            ErrorDescription = "why",
            Custom = new() { ["hint"] = "more", ["error"] = "another" },
        });

        response.StatusCode.ShouldBe(400);
        response.Headers.WWWAuthenticate.ShouldBeEmpty();
        body.GetProperty("error").GetString().ShouldBe("invalid_scope");
        body.GetProperty("error_description").GetString().ShouldBe("why");
        body.GetProperty("hint").GetString().ShouldBe("more");
    }

    private static async Task<(HttpResponse Response, JsonElement Body)> WriteAsync(TokenErrorResponse error)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new TokenErrorWriter().WriteHttpResponse(new TokenErrorResult(error), context);
        context.Response.Body.Position = 0;
        using var document = await JsonDocument.ParseAsync(context.Response.Body);
        return (context.Response, document.RootElement.Clone());
    }
}
