using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class ClientAuthenticationTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string StrangeSecret = "p+s %w:r/d=é&";

    [Fact]
    public async Task RFC6749_2_3_1_client_secret_basic_is_accepted()
    {
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task RFC6749_2_3_1_client_secret_post_is_accepted()
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.PlainClientId;
        form["client_secret"] = Demo.PlainClientSecret;
        using var response = await host.PostAsync(Requests.TokenPath, form);
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task RFC6749_2_3_1_both_halves_of_basic_are_form_url_decoded()
    {
        await host.Database.AddClientAsync("a client: +%", secrets: [(StrangeSecret, null)]);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("a client: +%", StrangeSecret));
        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("BASIC")]
    public async Task RFC7617_2_the_scheme_is_case_insensitive(string scheme)
    {
        var credentials = TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret).Parameter;
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), new AuthenticationHeaderValue(scheme, credentials));
        await TokenClient.ReadAsync(response);
    }

    [Theory]
    [InlineData("4:wrong")]
    [InlineData("4:")]
    [InlineData("4")]
    [InlineData(":plain-client-secret")]
    [InlineData("unknown:plain-client-secret")]
    [InlineData("4:plain-client-secret%")]
    [InlineData("4:plain-client-secret%2")]
    [InlineData("4:plain-client-secret%zz")]
    [InlineData("4:plain-client-secret%00")]
    [InlineData("4%FF:plain-client-secret")]
    public async Task RFC6749_5_2_wrong_or_broken_credentials_are_401_invalid_client_with_a_challenge(string credentials)
    {
        using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), Base64Basic(credentials));
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic NDpwbGFpbi1jbGllbnQtc2VjcmV0=")]
    [InlineData("Basic gA==")]
    public async Task RFC7617_a_header_that_does_not_parse_is_401_invalid_client(string header)
    {
        using var response = await host.PostRawAsync(Requests.TokenPath, "grant_type=client_credentials", authorization: header);
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    [EngineDifference("a header that does not parse falls through to the credentials in the body")]
    public async Task RFC7617_a_broken_header_does_not_fall_through_to_the_body()
    {
        using var response = await host.PostRawAsync(
            Requests.TokenPath,
            $"grant_type=client_credentials&client_id={Demo.PlainClientId}&client_secret={Demo.PlainClientSecret}",
            authorization: "Basic !!!");
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task RFC6749_3_2_1_a_client_id_beside_basic_is_allowed_if_it_is_the_same()
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.PlainClientId;
        using var response = await host.PostAsync(Requests.TokenPath, form, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    [EngineDifference("the client_id of the body is not compared with the header's")]
    public async Task RFC6749_3_2_1_a_client_id_beside_basic_that_is_another_is_invalid_request()
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.ResourceServerId;
        using var response = await host.PostAsync(Requests.TokenPath, form, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task RFC6749_2_3_1_credentials_in_the_query_string_do_not_count()
    {
        using var response = await host.PostAsync(
            $"{Requests.TokenPath}?client_id={Demo.PlainClientId}&client_secret={Demo.PlainClientSecret}", Requests.ClientCredentials());
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task RFC6749_5_2_a_wrong_secret_in_the_body_is_401_invalid_client(string secret)
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = Demo.PlainClientId;
        form["client_secret"] = secret;
        using var response = await host.PostAsync(Requests.TokenPath, form);
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task RFC6749_5_2_no_client_authentication_is_401_invalid_client()
    {
        using var response = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials());
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Each_of_several_secrets_authenticates_until_it_expires()
    {
        var now = TimeProvider.System.GetUtcNow();
        await host.Database.AddClientAsync(
            "rotating", secrets: [("expired", now.AddSeconds(-1)), ("current", null), ("next", now.AddDays(1))]);
        foreach (var secret in new[] { "current", "next" })
        {
            using var accepted = await host.PostAsync(
                Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("rotating", secret));
            await TokenClient.ReadAsync(accepted);
        }

        using var refused = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("rotating", "expired"));
        await refused.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_secret_stored_as_SHA512_authenticates()
    {
        await host.Database.AddClientAsync("sha512", secrets: []);
        await host.Database.AddSecretAsync(
            "sha512", Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(TestClients.Secret))));
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("sha512", TestClients.Secret));
        await TokenClient.ReadAsync(response);
    }

    [Fact]
    public async Task The_stored_hash_itself_does_not_authenticate()
    {
        await host.Database.AddClientAsync("hashed");
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("hashed", TestClients.Hash(TestClients.Secret)));
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_disabled_client_is_401_invalid_client()
    {
        await host.Database.AddClientAsync("disabled", new { Enabled = false });
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("disabled", TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(10_000, 20)]
    [InlineData(201, 1025)]
    public async Task Over_long_credentials_are_wrong_ones(int id, int secret)
    {
        var form = Requests.ClientCredentials();
        form["client_id"] = new string('4', id);
        form["client_secret"] = new string('x', secret);
        using var post = await host.PostAsync(Requests.TokenPath, form);
        await post.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
        using var basic = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(form["client_id"], form["client_secret"]));
        await basic.ShouldBeErrorAsync(HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task The_longest_id_and_secret_that_a_seed_accepts_authenticate_in_every_way()
    {
        // Each character takes nine when it is encoded.
        var (id, secret) = (new string('i', 200), new string('\u20ac', 1024));
        await host.Database.AddClientAsync(id, secrets: [(secret, null)]);
        var form = Requests.ClientCredentials();
        form["client_id"] = id;
        form["client_secret"] = secret;

        using var post = await host.PostAsync(Requests.TokenPath, form);
        await TokenClient.ReadAsync(post);
        foreach (var header in new[] { TokenClient.Basic(id, secret), Base64Basic($"{id}:{secret}") })
        {
            using var basic = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(), header);
            await TokenClient.ReadAsync(basic);
        }
    }

    [Fact]
    public async Task No_secret_is_logged_whether_it_is_right_or_wrong()
    {
        using var wrong = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, "a-wrong-but-secret-guess"));
        using var right = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        var token = (await TokenClient.ReadAsync(right)).GetProperty("access_token").GetString()!;
        host.Host.Logs.ShouldNotContain("a-wrong-but-secret-guess", Demo.PlainClientSecret, token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_deployer_makes_of_a_verdict_is_said_of_no_other_request(bool right)
    {
        await using var scope = host.Host.Services.CreateAsyncScope();
        var validator = scope.ServiceProvider.GetRequiredService<ISecretsListValidator>();

        (await AskAsync()).Success = !right;

        (await AskAsync()).Success.ShouldBe(right);

        Task<SecretValidationResult> AskAsync() => validator.ValidateAsync(
            [new Secret("right".Sha256())],
            new ParsedSecret { Id = "c", Credential = right ? "right" : "wrong", Type = ParsedSecretTypes.SharedSecret },
            CancellationToken.None);
    }

    private static AuthenticationHeaderValue Base64Basic(string credentials) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
}
