using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Parser;
using IdentityHost.Coherence;
using IdentityHost.Memory;
using IdentityHost.Sessions;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Pages;
using IdentityHost.Tests.Sessions;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IdentityHost.Tests.Coherence;

/// <summary>Nobody is told that access was taken away before every node knows of it.</summary>
public sealed class RevocationBarrierTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private TestDatabase _database = null!;
    private TestHost _host = null!;

    private TokenClient Tokens => new(_host);

    public async Task InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _host = await _database.StartNodeAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task After_a_revocation_no_node_answers_active()
    {
        await using var other = await _database.StartNodeAsync();
        for (var one = 0; one < 20; one++)
        {
            var token = await Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
            // Twice: the second answer is remembered.
            for (var time = 0; time < 2; time++)
            {
                (await IsActiveAsync(_host, token)).ShouldBeTrue();
                (await IsActiveAsync(other, token)).ShouldBeTrue();
            }

            await RevokeAsync(token);

            (await IsActiveAsync(other, token)).ShouldBeFalse();
            (await IsActiveAsync(_host, token)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_revocation_is_answered_when_a_node_that_hears_nothing_has_lost_its_lease()
    {
        var direct = new NpgsqlConnectionStringBuilder(_database.ConnectionString);
        await using var relay = new TcpRelay(direct.Host!, direct.Port);
        (direct.Host, direct.Port) = ("127.0.0.1", relay.Port);
        await using var other = await _database.StartNodeAsync(direct.ConnectionString);
        var token = await Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        (await IsActiveAsync(other, token)).ShouldBeTrue();
        relay.Stall();
        other.Lease().Current.ShouldNotBeNull();

        var time = await RevokeAsync(token);

        other.Lease().Current.ShouldBeNull();
        (await IsActiveAsync(other, token)).ShouldBeFalse();
        time.ShouldBeGreaterThan(NodeLease.Length / 2);
        time.ShouldBeLessThan(BarrierRounds.LongestWait + TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_revocation_waits_once_whatever_it_took_away()
    {
        var (client, tokens) = await SignInAsync();
        await _database.AddDeafNodeAsync();

        var time = await RevokeAsync(tokens.Text("refresh_token"), client, TestClients.Secret);

        time.ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);
        time.ShouldBeLessThan(BarrierRounds.LongestWait * 2);
    }

    /// <summary>It tells nobody that anything was revoked, and in an outage the wait would come on top of all others.</summary>
    [Theory]
    [InlineData(200, true)]
    [InlineData(400, true)]
    [InlineData(503, false)]
    public async Task A_failure_after_a_revocation_waits_for_nobody(int status, bool waits)
    {
        await using var host = await _database.StartNodeAsync(
            configure: builder => builder.Services.AddSingleton<IStartupFilter>(new RevokingPath(status)));
        await _database.AddDeafNodeAsync();

        var clock = Stopwatch.StartNew();
        using var response = await host.Client.GetAsync(RevokingPath.Path);

        ((int)response.StatusCode).ShouldBe(status);
        if (waits)
            clock.Elapsed.ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);
        else
            clock.Elapsed.ShouldBeLessThan(BarrierRounds.LongestWait);
    }

    /// <summary>An earlier try may have committed and died before it could wait.</summary>
    [Theory]
    [InlineData("revocation")]
    [InlineData("revocation of a JWT")]
    [InlineData("sign-out")]
    [InlineData("end of sessions")]
    [InlineData("code")]
    [InlineData("refresh token")]
    public async Task What_finds_nothing_to_take_away_waits_as_well(string what)
    {
        await using var ears = await Ears.ListenAsync(_database);

        using var response = await TryAsync(what);

        ((int)response.StatusCode).ShouldBeLessThan(500);
        (await ears.BarriersAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_takes_nothing_away_waits_for_nobody()
    {
        await using var ears = await Ears.ListenAsync(_database);
        var (client, tokens) = await SignInAsync();
        await Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, tokens.Text("access_token"));
        using var refreshed = await PostGrantAsync(
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.Text("refresh_token") }, client, TestClients.Secret);
        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ears.BarriersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task RFC9700_2_2_2_the_refusal_of_a_replayed_code_waits()
    {
        var answer = await Tokens.SignInAndAuthorizeAsync(Demo.User, Demo.Password, Demo.WebAppId, Demo.WebAppRedirectUri, Demo.WebAppScopes);
        await Tokens.RedeemCodeAsync(answer, Demo.WebAppSecret);
        await using var ears = await Ears.ListenAsync(_database);

        using var replay = await Tokens.PostCodeAsync(answer, Demo.WebAppSecret);

        replay.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ears.BarriersAsync()).ShouldHaveSingleItem();
    }

    /// <summary>The client that is told may take its word for it. Afterwards there is nothing left to wait for.</summary>
    [Fact]
    public async Task Clients_are_told_of_a_sign_out_when_every_node_knows_of_it()
    {
        await using var receiver = await LogoutReceiver.StartAsync();
        var client = await _database.AddAppAsync(new { BackChannelLogoutUri = receiver.Address("/logout") });
        var user = await _database.AddUserAsync();
        using var browser = new Browser(_host.BaseAddress);
        await browser.UseAsync(_host, client, user);
        await _database.AddDeafNodeAsync();

        var began = Stopwatch.GetTimestamp();
        var ending = SendAdminAsync($"subject={user}");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Received.Count == 1), seconds: 20);
        Stopwatch.GetElapsedTime(began).ShouldBeGreaterThanOrEqualTo(BarrierRounds.LongestWait);

        using var response = await ending;
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(BarrierRounds.LongestWait * 2);
    }

    [Fact]
    public async Task Sessions_are_over_on_every_node_before_their_user_is_told_by_mail()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var sessions = scope.ServiceProvider.GetRequiredService<UserSessions>();
        await using var ears = await Ears.ListenAsync(_database);

        await sessions.EndAllAsync(Demo.Subject, default);
        (await ears.BarriersAsync()).ShouldHaveSingleItem();

        await sessions.LeaveOnlyAsync(Demo.Subject, "none", default);
        (await ears.BarriersAsync()).ShouldHaveSingleItem();
    }

    /// <summary>Any page of the web can have every browser that shows it send these.</summary>
    [Theory]
    [InlineData("/Account/Logout")]
    [InlineData("/Account/Logout?LogoutId=x&EndedId=y")]
    [InlineData("/connect/endsession")]
    [InlineData("/connect/endsession?post_logout_redirect_uri=https://client.example/signed-out")]
    [InlineData("/connect/endsession/callback?endSessionId=x")]
    [InlineData("/connect/authorize?client_id=3")]
    [InlineData("/connect/checksession")]
    [InlineData("/Account/Login")]
    [InlineData("/Manage/Sessions")]
    [InlineData("/admin/sessions")]
    [InlineData("/Consent")]
    [InlineData("/Device?userCode=123")]
    public async Task A_GET_of_somebody_who_is_not_signed_in_waits_for_nobody(string address)
    {
        await using var ears = await Ears.ListenAsync(_database);
        using var browser = new Browser(_host.BaseAddress);

        await browser.GoAsync(address);

        (await ears.BarriersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_a_request_it_is_waited_at_once()
    {
        await using var ears = await Ears.ListenAsync(_database);

        await _host.Services.GetRequiredService<RevocationBarrier>().AccessRevokedAsync();

        (await ears.BarriersAsync()).ShouldHaveSingleItem();
    }

    /// <summary>Alice's tokens for a client that has refresh tokens.</summary>
    private async Task<(string ClientId, JsonElement Tokens)> SignInAsync()
    {
        var client = await _database.AddAppAsync(new { AllowOfflineAccess = true });
        var answer = await Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, client, TestClients.RedirectUri, $"{SessionClients.Scopes} offline_access");
        return (client, await Tokens.RedeemCodeAsync(answer, TestClients.Secret));
    }

    private static async Task<bool> IsActiveAsync(TestHost host, string token) =>
        (await new TokenClient(host).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean();

    private async Task<TimeSpan> RevokeAsync(string token, string id = Demo.PlainClientId, string secret = Demo.PlainClientSecret)
    {
        var began = Stopwatch.GetTimestamp();
        using var response = await PostRevocationAsync(token, id, secret);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Stopwatch.GetElapsedTime(began);
    }

    private Task<HttpResponseMessage> PostRevocationAsync(string token, string id, string secret) =>
        Tokens.PostFormAsync("/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(id, secret));

    private Task<HttpResponseMessage> TryAsync(string what) => what switch
    {
        "revocation" => PostRevocationAsync("unknown-1", Demo.PlainClientId, Demo.PlainClientSecret),
        "revocation of a JWT" => PostRevocationAsync("un.kno.wn", Demo.PlainClientId, Demo.PlainClientSecret),
        "sign-out" => PostSignOutAsync(),
        "end of sessions" => SendAdminAsync("subject=nobody"),
        "code" => PostGrantAsync(new() { ["grant_type"] = "authorization_code", ["code"] = "unknown-1", ["redirect_uri"] = Demo.WebAppRedirectUri,
            ["code_verifier"] = Pkce.NewVerifier() }, Demo.WebAppId, Demo.WebAppSecret),
        "refresh token" => PostGrantAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = "unknown-1" }, Demo.PhotosId, Demo.PhotosSecret),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    /// <summary>Of a browser whose session was ended by a request whose answer it never got.</summary>
    private async Task<HttpResponseMessage> PostSignOutAsync()
    {
        using var page = await _host.Client.GetAsync("/Account/Login");
        using var document = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
        var token = document.QuerySelector($"input[name={Forms.Token}]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Account/Logout") { Content = new FormUrlEncodedContent([new(Forms.Token, token)]) };
        request.Headers.Add("Cookie", Forms.CookiesOf(page));
        return await _host.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> PostGrantAsync(Dictionary<string, string> form, string id, string secret) =>
        Tokens.PostFormAsync("/connect/token", form, TokenClient.Basic(id, secret));

    private async Task<HttpResponseMessage> SendAdminAsync(string query)
    {
        var token = await Tokens.ClientCredentialsAsync(Demo.SessionAdminId, Demo.SessionAdminSecret, Demo.SessionAdminScope);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/admin/sessions?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _host.Client.SendAsync(request);
    }
}
