using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Pipeline;

/// <summary>What programs ask costs nothing that only people need.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ProgramRequestsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Nobody_looks_for_a_session_unless_a_cookie_was_sent()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(
            database, configure: builder => builder.Services.AddSingleton<IAuthenticationService, NeverAsked>());
        var tokens = new TokenClient(host);

        var token = await tokens.ResourceServerTokenAsync();
        (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
        using (var page = await host.Client.GetAsync("/Account/Login"))
            ((int)page.StatusCode).ShouldBe(500);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/introspect")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = "x" }),
        };
        request.Headers.Add("Cookie", "idsrv=x");
        using var withCookie = await host.Client.SendAsync(request);
        ((int)withCookie.StatusCode).ShouldBe(500);
    }

    [Fact]
    public async Task An_introspection_writes_nothing_at_Information_and_a_token_one_line()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var host = await TestHost.StartAsync(database);
        var tokens = new TokenClient(host);
        await tokens.ResourceServerTokenAsync();

        var before = Lines(host);
        var token = await tokens.ResourceServerTokenAsync();
        var after = Lines(host);
        after.Skip(before.Count).ShouldHaveSingleItem().ShouldContain("issued to client");
        (await tokens.StandardIntrospectAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
        (await tokens.StandardIntrospectAsync(Demo.ResourceServerId, Demo.ResourceServerSecret, "x")).GetProperty("active").GetBoolean().ShouldBeFalse();
        Lines(host).ShouldBe(after);
        host.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Debug && line.Message.Contains("Token Introspection Success"));
    }

    // Of the framework, only warnings are written (appsettings.json).
    private static List<string> Lines(TestHost host) =>
    [
        .. host.Logs.Lines
            .Where(line => line.Level >= (line.Category.StartsWith("Microsoft", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information))
            .Where(line => line.Scopes.Any(scope => scope.Contains("CorrelationId")))
            .Select(line => line.Everything),
    ];

    private sealed class NeverAsked : IAuthenticationService
    {
        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => throw new InvalidOperationException();

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new InvalidOperationException();

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new InvalidOperationException();

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
            throw new InvalidOperationException();

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new InvalidOperationException();
    }
}
