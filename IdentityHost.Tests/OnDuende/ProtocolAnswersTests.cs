using System.Collections.Specialized;
using IdentityHost.Engine;
using IdentityHost.OnDuende;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdentityHost.Tests.OnDuende;

/// <summary>How Duende's answers are completed, shown with endpoints that answer as it does.</summary>
public sealed class ProtocolAnswersTests
{
    [Theory]
    [InlineData(null, 401)]
    [InlineData("invalid_client", 401)]
    [InlineData("invalid_request", 400)]
    public async Task RFC6749_5_2_a_client_that_did_not_authenticate_is_401_with_a_challenge(string? error, int status)
    {
        var response = await AnswerAsync("/connect/revocation", async context =>
        {
            await new ClientAuthenticationOutcome(Validator(new ClientSecretValidationResult { IsError = true, Error = error })).ValidateAsync(context, default);
            context.Response.StatusCode = 400;
        });

        response.StatusCode.ShouldBe(status);
        response.Headers.WWWAuthenticate.Count.ShouldBe(status == 401 ? 1 : 0);
    }

    [Fact]
    public async Task What_else_is_400_stays_so()
    {
        var response = await AnswerAsync("/connect/token", async context =>
        {
            await new ClientAuthenticationOutcome(Validator(new ClientSecretValidationResult { IsError = false })).ValidateAsync(context, default);
            context.Response.StatusCode = 400;
        });

        response.StatusCode.ShouldBe(400);
    }

    [Theory]
    [InlineData("/connect/revocation", null, "no-store")]
    [InlineData("/connect/introspect", "no-store, max-age=0", "no-store, max-age=0")]
    [InlineData("/Account/Login", null, "")]
    public async Task No_answer_for_programs_is_stored(string path, string? sent, string expected)
    {
        var response = await AnswerAsync(path, context =>
        {
            context.Response.Headers.CacheControl = sent;
            return Task.CompletedTask;
        });

        response.Headers.CacheControl.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, "frame-ancestors 'self'")]
    [InlineData("default-src 'none'; frame-src https://a.example;", "default-src 'none'; frame-src https://a.example; frame-ancestors 'self'")]
    [InlineData("frame-ancestors 'none'", "frame-ancestors 'none'")]
    public async Task The_page_with_the_clients_frames_is_framed_by_this_server_alone(string? sent, string expected)
    {
        var response = await AnswerAsync("/connect/endsession/callback", context =>
        {
            context.Response.Headers.ContentSecurityPolicy = sent;
            return Task.CompletedTask;
        });

        response.Headers.ContentSecurityPolicy.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("no_such_type", null)]
    [InlineData("refresh_token", "refresh_token")]
    [InlineData(null, null)]
    public async Task RFC7009_2_1_a_hint_that_is_not_known_is_ignored(string? hint, string? expected)
    {
        var inner = new RevocationValidator();
        var parameters = new NameValueCollection { ["token"] = "t" };
        if (hint is not null)
            parameters["token_type_hint"] = hint;

        await new KnownTokenTypeHints(new Inner<ITokenRevocationRequestValidator>(null!, _ => inner)).ValidateRequestAsync(parameters, new Client(), default);

        inner.Hint.ShouldBe(expected);
    }

    private static Inner<IClientSecretValidator> Validator(ClientSecretValidationResult result) => new(null!, _ => new FixedValidator(result));

    /// <summary>What the response has at its end.</summary>
    private static async Task<HttpResponse> AnswerAsync(string path, RequestDelegate endpoint)
    {
        var starting = new StartingResponse();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(starting);
        context.Request.Path = path;
        await new ProtocolAnswers(endpoint).InvokeAsync(context);
        await starting.StartAsync();
        return context.Response;
    }

    private sealed class StartingResponse : HttpResponseFeature
    {
        private readonly List<Func<Task>> _callbacks = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _callbacks.Add(() => callback(state));

        public async Task StartAsync()
        {
            foreach (var callback in _callbacks)
                await callback();
        }
    }

    private sealed class FixedValidator(ClientSecretValidationResult result) : IClientSecretValidator
    {
        public Task<ClientSecretValidationResult> ValidateAsync(HttpContext context, CancellationToken ct) => Task.FromResult(result);
    }

    private sealed class RevocationValidator : ITokenRevocationRequestValidator
    {
        public string? Hint { get; private set; }

        public Task<TokenRevocationRequestValidationResult> ValidateRequestAsync(
            NameValueCollection parameters, Client client, CancellationToken ct)
        {
            Hint = parameters["token_type_hint"];
            return Task.FromResult(new TokenRevocationRequestValidationResult());
        }
    }
}
