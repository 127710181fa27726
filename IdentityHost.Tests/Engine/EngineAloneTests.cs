using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Engine;

public sealed class EngineAloneTests
{
    [Fact]
    public async Task Introspection_asks_the_grant_store_once()
    {
        await using var engine = await EngineHost.StartAsync();
        var token = await engine.TokenAsync();
        engine.Stores.Asked.Clear();
        using var response = await IntrospectAsync(engine, token);
        (await EngineHost.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
        engine.Stores.Asked.ShouldBe(["get token"]);
    }

    [Fact]
    public async Task A_token_that_cannot_be_a_handle_is_not_asked_about()
    {
        await using var engine = await EngineHost.StartAsync();
        using var response = await IntrospectAsync(engine, new string('x', 5000));
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"active":false}""");
        engine.Stores.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/connect/introspect", "api")]
    [InlineData("/connect/introspect", "app")]
    [InlineData("/connect/revocation", "app")]
    [InlineData("/connect/token", "app")]
    public async Task A_store_that_is_down_is_never_an_answer(string path, string caller)
    {
        await using var engine = await EngineHost.StartAsync();
        var token = await engine.TokenAsync();
        engine.Stores.Down = true;
        using var down = await engine.PostAsync(path, caller, ("token", token), ("grant_type", "client_credentials"));
        down.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        engine.Stores.Down = false;
        using var up = await IntrospectAsync(engine, token);
        (await EngineHost.ReadAsync(up)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("/connect/token", "grant_type=client_credentials&scope=a%00b", "application/x-www-form-urlencoded")]
    [InlineData("/connect/introspect", "token=%00", "application/x-www-form-urlencoded")]
    [InlineData("/connect/revocation", "a%00=b", "application/x-www-form-urlencoded")]
    [InlineData("/connect/userinfo", "access_token=%00", "application/x-www-form-urlencoded")]
    [InlineData("/connect/authorize", "client_id=%00", "application/x-www-form-urlencoded")]
    [InlineData("/connect/endsession", "state=%00", "application/x-www-form-urlencoded")]
    [InlineData("/connect/token", "grant_type=client_credentials", "application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("/connect/token", null, "application/x-www-form-urlencoded")]
    public async Task A_form_that_can_t_be_read_is_400(string path, string? body, string contentType)
    {
        await using var engine = await EngineHost.StartAsync();
        using var content = new StringContent(body ?? string.Join('&', Enumerable.Range(0, 1100).Select(i => $"p{i}=1")));
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await engine.Client.PostAsync(new Uri(path, UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await EngineHost.ReadAsync(response)).GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    [Fact]
    public async Task A_code_is_consumed_after_the_hosts_own_check_and_before_a_token_is_made()
    {
        await using var engine = await EngineHost.StartAsync(builder => builder.AddCustomTokenRequestValidator<RefuseOnce>());
        var code = await engine.Stores.StoreAuthorizationCodeAsync(Code(), CancellationToken.None);
        engine.Stores.Asked.Clear();
        using var refused = await RedeemAsync(engine, code);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await EngineHost.ReadAsync(refused)).GetProperty("error").GetString().ShouldBe("invalid_grant");
        engine.Stores.Asked.ShouldBe(["get code"]);

        engine.Stores.Asked.Clear();
        using var accepted = await RedeemAsync(engine, code);
        accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
        engine.Stores.Asked.ShouldBe(["get code", "remove code", "store token"]);
    }

    [Theory]
    [InlineData(true, "remove refresh token")]
    [InlineData(false, "update refresh token")]
    public async Task A_refresh_token_is_used_up_last_when_nothing_else_can_fail(bool deletes, string used)
    {
        await using var engine = await EngineHost.StartAsync(
            options: options => options.PersistentGrants.DeleteOneTimeOnlyRefreshTokensOnUse = deletes);
        engine.Stores.App.AllowOfflineAccess = true;
        var code = await engine.Stores.StoreAuthorizationCodeAsync(Code("offline_access"), CancellationToken.None);
        using var redeemed = await RedeemAsync(engine, code);
        var token = (await EngineHost.ReadAsync(redeemed)).GetProperty("refresh_token").GetString()!;
        engine.Stores.Asked.Clear();

        using var refreshed = await engine.PostAsync(
            "/connect/token", EngineHost.ClientId, ("grant_type", "refresh_token"), ("refresh_token", token));

        refreshed.StatusCode.ShouldBe(HttpStatusCode.OK);
        engine.Stores.Asked.ShouldBe(["get refresh token", "store token", used, "store refresh token"]);
    }

    [Fact]
    public async Task RFC7009_2_1_the_engine_alone_revokes_a_refresh_token_and_its_users_tokens()
    {
        await using var engine = await EngineHost.StartAsync();
        engine.Stores.App.AllowOfflineAccess = true;
        using var redeemed = await RedeemAsync(
            engine, await engine.Stores.StoreAuthorizationCodeAsync(Code("offline_access"), CancellationToken.None));
        var token = (await EngineHost.ReadAsync(redeemed)).GetProperty("refresh_token").GetString()!;
        engine.Stores.Asked.Clear();
        using var revoked = await engine.PostAsync("/connect/revocation", EngineHost.ClientId, ("token", token), ("token_type_hint", "refresh_token"));
        revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
        engine.Stores.Asked.ShouldBe(["get refresh token", "remove refresh token", "remove tokens of 1 app"]);
    }

    [Fact]
    public async Task Members_of_a_custom_response_are_added_and_cannot_overwrite_the_protocols()
    {
        await using var engine = await EngineHost.StartAsync(builder => builder.AddCustomTokenRequestValidator<AddMembers>());
        using var response = await engine.PostAsync("/connect/token", EngineHost.ClientId, ("grant_type", "client_credentials"));
        var json = await EngineHost.ReadAsync(response);
        json.GetProperty("tenant").GetString().ShouldBe("acme");
        json.GetProperty("limits").EnumerateArray().Select(limit => limit.GetInt32()).ShouldBe([1, 2]);
        json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        json.EnumerateObject().Count(member => member.NameEquals("token_type")).ShouldBe(1);
    }

    [Fact]
    public async Task Events_reach_the_sink_only_if_they_are_asked_for_and_never_with_a_whole_token()
    {
        var sink = new Sink();
        await using var silent = await EngineHost.StartAsync(builder => builder.Services.AddSingleton<IEventSink>(sink));
        using var unheard = await IntrospectAsync(silent, await silent.TokenAsync());
        sink.Events.ShouldBeEmpty();

        await using var engine = await EngineHost.StartAsync(
            builder => builder.Services.AddSingleton<IEventSink>(sink),
            options => options.Events.RaiseSuccessEvents = options.Events.RaiseFailureEvents = true);
        var token = await engine.TokenAsync();
        using var active = await IntrospectAsync(engine, token);
        using var revoked = await engine.PostAsync("/connect/revocation", EngineHost.ClientId, ("token", token));
        using var failed = await engine.PostAsync("/connect/token", "nobody", ("grant_type", "client_credentials"));
        using var refused = await engine.PostAsync("/connect/token", EngineHost.ClientId, ("grant_type", "client_credentials"), ("scope", "x"));
        sink.Events.Select(raised => raised.GetType()).ShouldBe(
        [
            typeof(TokenIssuedSuccessEvent), typeof(TokenIntrospectionSuccessEvent), typeof(TokenRevokedSuccessEvent),
            typeof(ClientAuthenticationFailureEvent), typeof(TokenIssuedFailureEvent),
        ]);
        foreach (var raised in sink.Events)
            JsonSerializer.Serialize(raised, raised.GetType()).ShouldNotContain(token);
    }

    [Fact]
    public async Task An_endpoint_and_a_writer_of_the_hosts_own_are_used()
    {
        await using var engine = await EngineHost.StartAsync(builder =>
        {
            builder.AddEndpoint<OwnEndpoint>("Own", "/own");
            builder.AddHttpWriter<TokenErrorResult, OwnErrorWriter>();
        });
        using var own = await engine.Client.GetAsync(new Uri("/own", UriKind.Relative));
        own.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var error = await engine.PostAsync("/connect/token", EngineHost.ClientId);
        ((int)error.StatusCode).ShouldBe(418);
    }

    [Fact]
    public async Task A_store_that_is_missing_stops_the_start_with_its_name()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddIdentityServer();
        await using var app = builder.Build();
        Should.Throw<InvalidOperationException>(() => app.UseIdentityServer()).Message.ShouldContain(nameof(IClientStore));
    }

    private static Task<HttpResponseMessage> IntrospectAsync(EngineHost engine, string token) =>
        engine.PostAsync("/connect/introspect", EngineHost.ApiName, ("token", token));

    private static Task<HttpResponseMessage> RedeemAsync(EngineHost engine, string code) => engine.PostAsync(
        "/connect/token", EngineHost.ClientId, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "https://a/cb"));

    private static AuthorizationCode Code(params string[] more) => new()
    {
        CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime,
        Lifetime = 60,
        ClientId = EngineHost.ClientId,
        RedirectUri = "https://a/cb",
        RequestedScopes = ["read", .. more],
        Subject = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "1"), new Claim("auth_time", "1700000000")], "test")),
    };

    private sealed class RefuseOnce(IClientStore stores) : ICustomTokenRequestValidator
    {
        private static readonly ConcurrentDictionary<IClientStore, bool> Seen = new();

        public Task ValidateAsync(CustomTokenRequestValidationContext context, CancellationToken ct)
        {
            if (Seen.TryAdd(stores, true))
            {
                context.Result!.IsError = true;
                context.Result.Error = "invalid_grant";
            }

            return Task.CompletedTask;
        }
    }

    private sealed class AddMembers : ICustomTokenRequestValidator
    {
        public Task ValidateAsync(CustomTokenRequestValidationContext context, CancellationToken ct)
        {
            context.Result!.CustomResponse = new()
            {
                ["tenant"] = "acme",
                ["limits"] = new[] { 1, 2 },
                ["token_type"] = "mine",
            };
            return Task.CompletedTask;
        }
    }

    private sealed class Sink : IEventSink
    {
        public ConcurrentQueue<Event> Events { get; } = new();

        public Task PersistAsync(Event evt, CancellationToken ct)
        {
            Events.Enqueue(evt);
            return Task.CompletedTask;
        }
    }

    private sealed class OwnEndpoint : IEndpointHandler
    {
        public Task<IEndpointResult?> ProcessAsync(HttpContext context) =>
            Task.FromResult<IEndpointResult?>(new StatusCodeResult(HttpStatusCode.Accepted));
    }

    private sealed class OwnErrorWriter : IHttpResponseWriter<TokenErrorResult>
    {
        public Task WriteHttpResponse(TokenErrorResult result, HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        }
    }
}
