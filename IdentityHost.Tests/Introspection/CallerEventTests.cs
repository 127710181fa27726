using IdentityHost.Engine;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Introspection;

/// <summary>Who was refused, why and from where, in one line; never what was sent under a name that nobody has.</summary>
public sealed class CallerEventTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string SecretSentAsName = "zuJ0cYpL7tRkEwN4sGm9bXo2hVq";

    [Theory]
    [EngineDifference("Duende says in several lines, of which one is wrong, that it refused a caller")]
    [InlineData(Demo.ApiResource, "wrong", "API Authentication Failure", "ApiName messages-api", "no secret of the API resource matches")]
    [InlineData(Demo.ResourceServerId, "wrong", "Client Authentication Failure", "ClientId 2", "no secret of the client matches")]
    [InlineData(SecretSentAsName, "wrong", "Client Authentication Failure", "ClientId unknown", "no such client, or it is disabled")]
    public async Task One_refused_introspection_caller_is_one_line_that_says_why(string id, string secret, string name, string who, string why)
    {
        var line = await RefusedAsync("/connect/introspect", id, secret);

        line.Message.ShouldContain(name);
        line.Message.ShouldContain(who);
        line.Message.ShouldContain(why);
        line.Message.ShouldContain("RemoteIpAddress 127.0.0.1");
        line.State.ShouldContain(value => value.Key == "Message" && value.Value == why);
        fixture.Host.Logs.ShouldNotContain(SecretSentAsName);
    }

    [Fact]
    [EngineDifference("Duende does not tell an expired secret from a wrong one")]
    public async Task An_expired_secret_is_called_expired_in_the_log_and_is_like_any_other_to_the_caller()
    {
        const string Sql = """UPDATE "ClientSecrets" SET "Expiration" = $2 WHERE "ClientId" = (SELECT "Id" FROM "Clients" WHERE "ClientId" = $1)""";
        await fixture.Database.ExecuteAsync(Sql, Demo.PlainClientId, DateTime.UnixEpoch.AddYears(50));
        await Eventually.TrueAsync(async () => (int)(await AskAsync("/connect/token", Demo.PlainClientId, Demo.PlainClientSecret)).StatusCode == 401);

        var line = await RefusedAsync("/connect/token", Demo.PlainClientId, Demo.PlainClientSecret);

        line.Message.ShouldContain("the client's secret has expired");
        var expired = await (await AskAsync("/connect/token", Demo.PlainClientId, Demo.PlainClientSecret)).Content.ReadAsStringAsync();
        var wrong = await (await AskAsync("/connect/token", Demo.PlainClientId, "wrong")).Content.ReadAsStringAsync();
        expired.ShouldBe(wrong);
    }

    private async Task<CapturedLog> RefusedAsync(string path, string id, string secret)
    {
        var before = fixture.Host.Logs.Lines.Count;
        (await AskAsync(path, id, secret)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        return fixture.Host.Logs.Lines.Skip(before)
            .Where(line => line.Level >= LogLevel.Information && line.Category.StartsWith(CompiledEngine.LogCategory, StringComparison.Ordinal)).ShouldHaveSingleItem();
    }

    private Task<HttpResponseMessage> AskAsync(string path, string id, string secret) => fixture.Tokens.PostFormAsync(
        path, new() { ["token"] = "none", ["grant_type"] = "client_credentials" }, TokenClient.Basic(id, secret));
}
