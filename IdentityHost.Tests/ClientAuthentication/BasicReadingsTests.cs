using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.ClientAuthentication;

/// <summary>RFC 6749 2.3.1 has HTTP Basic form-encoded; curl -u, Postman, requests, Authlib and most others send it as it is (RFC 7617 2).</summary>
[Collection(PostgresCollection.Name)]
public sealed class BasicReadingsTests(HostFixture host) : IClassFixture<HostFixture>
{
    // As "openssl rand -base64 30" makes them, and what else a password generator may think of.
    public static TheoryData<string> Secrets => new("pW5c+0h/R1mRNxSVuL7s9VDhJtyNn6yS+f8w/Q==", "100% a+b", "%41%42", "50%", "%zz", "a%2Bb+c", "p\u00e4ss+w\u00f6rd%", "a:b+c");

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task A_secret_authenticates_raw_and_encoded(string secret)
    {
        var client = $"raw-{Guid.CreateVersion7():N}";
        await host.Database.AddClientAsync(client, secrets: [(secret, null)]);

        foreach (var basic in new[] { Raw(client, secret), TokenClient.Basic(client, secret) })
        {
            using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), basic);
            await TokenClient.ReadAsync(response);
        }
    }

    [Fact]
    public async Task An_id_may_be_raw_or_encoded_too()
    {
        await host.Database.AddClientAsync("a+b%20c", secrets: [("s+t", null)]);

        foreach (var basic in new[] { Raw("a+b%20c", "s+t"), TokenClient.Basic("a+b%20c", "s+t") })
        {
            using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), basic);
            await TokenClient.ReadAsync(response);
        }
    }

    [Fact]
    public async Task A_name_with_a_colon_has_to_be_encoded_and_the_secret_beside_it_need_not_be()
    {
        const string Api = "https://raw.example/api";
        await host.Database.AddApiAsync(Api, "a+b/c=", "messages.read");
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);

        foreach (var basic in new[] { Raw(Uri.EscapeDataString(Api), "a+b/c="), TokenClient.Basic(Api, "a+b/c=") })
        {
            using var response = await host.PostAsync(Requests.IntrospectionPath, new() { ["token"] = token }, basic);
            (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task RFC6749_2_3_1_of_two_clients_the_decoded_id_is_meant()
    {
        await host.Database.AddClientAsync("two clients", secrets: [("of the decoded", null)]);
        await host.Database.AddClientAsync("two+clients", secrets: [("of-the-raw", null)]);

        using var decoded = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), Raw("two+clients", "of+the+decoded"));
        await TokenClient.ReadAsync(decoded);
        using var raw = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), Raw("two+clients", "of-the-raw"));
        await raw.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        using var encoded = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("two+clients", "of-the-raw"));
        await TokenClient.ReadAsync(encoded);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a%2Bb")]
    [InlineData("a+b+")]
    [InlineData("a+")]
    [InlineData("+")]
    [InlineData("%")]
    public async Task Another_secret_is_refused_in_either_reading(string wrong)
    {
        var client = $"wrong-{Guid.CreateVersion7():N}";
        await host.Database.AddClientAsync(client, secrets: [("a%2Bb%", null)]);

        using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), Raw(client, wrong));
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [MemberData(nameof(Secrets))]
    public async Task RFC7662_2_1_an_API_and_a_client_introspect_with_a_raw_secret(string secret)
    {
        var api = $"api-{Guid.CreateVersion7():N}";
        var client = $"client-{Guid.CreateVersion7():N}";
        await host.Database.AddApiAsync(api, secret, "messages.read");
        await host.Database.AddClientAsync(client, secrets: [(secret, null)]);
        var own = await host.Tokens.ClientCredentialsAsync(client, secret);

        foreach (var basic in new[] { Raw(api, secret), Raw(client, secret), TokenClient.Basic(api, secret) })
        {
            using var response = await host.PostAsync(Requests.IntrospectionPath, new() { ["token"] = own }, basic);
            (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBe(true, basic.Parameter);
        }

        using var revoked = await host.PostAsync(Requests.RevocationPath, new() { ["token"] = own }, Raw(client, secret));
        await revoked.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await host.Tokens.StandardIntrospectAsync(api, secret, own)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_failure_is_one_failure()
    {
        await host.Database.AddClientAsync("once", secrets: [("a+b", null)]);

        using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), Raw("once", "other+secret%20here"));

        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        host.Host.Logs.ShouldNotContain("other+secret", "other secret");
    }

    [Fact]
    public async Task RFC6749_2_3_1_switched_off_only_the_encoded_form_counts()
    {
        await host.Database.AddClientAsync("strict", secrets: [("a+b", null)]);
        await using var strict = await TestHost.StartAsync(
            host.Database, settings => settings["IdentityHost:ClientAuthentication:RawBasic"] = "false");
        var tokens = new TokenClient(strict);

        using var raw = await tokens.PostFormAsync(Requests.TokenPath, Requests.ClientCredentials(), Raw("strict", "a+b"));
        await raw.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        using var encoded = await tokens.PostFormAsync(Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("strict", "a+b"));
        await TokenClient.ReadAsync(encoded);
    }

    internal static AuthenticationHeaderValue Raw(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
}
