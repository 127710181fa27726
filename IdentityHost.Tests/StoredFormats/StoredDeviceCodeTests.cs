using System.Net;
using IdentityHost.Tests.DeviceFlow;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.StoredFormats;

/// <summary>Table DeviceCodes: what somebody allowed on one engine is fetched from the other.</summary>
public sealed class StoredDeviceCodeTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly TestDevice _device = new(host);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_that_was_allowed_by_another_engine_gets_its_tokens_once(bool isProtected)
    {
        var codes = await _device.StartAsync();
        var inner = $$"""
            {"CreationTime":"{{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}","Lifetime":300,"ClientId":"{{Demo.TvId}}","Description":"den","IsOpenId":true,
            "IsAuthorized":true,"RequestedScopes":["openid","profile","user.read"],"AuthorizedScopes":["openid","user.read"],"Subject":{"AuthenticationType":
            "Duende.IdentityServer","Claims":[{"Type":"sub","Value":"1"},{"Type":"idp","Value":"local"},{"Type":"amr","Value":"pwd"},
            {"Type":"auth_time","Value":"1767323045","ValueType":"http://www.w3.org/2001/XMLSchema#integer64"}]},"SessionId":"stored-session"}
            """;
        await host.Database.ExecuteAsync(
            """UPDATE "DeviceCodes" SET "SubjectId" = '1', "SessionId" = 'stored-session', "Data" = $2 WHERE "DeviceCode" = $1""",
            codes.DeviceCode.Sha256(), isProtected ? StoredGrant.Protected(host.Services, inner) : StoredGrant.Plain(inner));

        using var first = await _device.PollAsync(codes);
        var tokens = await TokenClient.ReadAsync(first);
        using var second = await _device.PollAsync(codes);

        tokens.GetProperty("scope").GetString()!.Split(' ').ShouldBe(["openid", "user.read"], ignoreOrder: true);
        tokens.GetProperty("id_token").GetString().ShouldNotBeNullOrEmpty();
        second.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
