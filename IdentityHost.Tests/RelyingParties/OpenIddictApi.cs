using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Validation.AspNetCore;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>An API with OpenIddict's validation, which asks the host about each token, or reads a JWT by itself.</summary>
public sealed class OpenIddictApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private OpenIddictApi(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <param name="issuer">The host.</param>
    /// <param name="introspects">Whether it asks the host, as the demonstration's API.</param>
    public static async Task<OpenIddictApi> StartAsync(Uri issuer, bool introspects)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();
        builder.Services.AddOpenIddict().AddValidation(options =>
        {
            options.SetIssuer(issuer).AddAudiences(Demo.ApiResource);
            if (introspects)
                options.UseIntrospection().SetClientId(Demo.ApiResource).SetClientSecret(Demo.ApiResourceSecret);
            options.UseSystemNetHttp();
            options.UseAspNetCore();
        });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (HttpContext context) => context.User.Claims.GroupBy(claim => claim.Type).ToDictionary(group => group.Key, group => group.First().Value))
            .RequireAuthorization();
        await app.StartAsync();
        return new OpenIddictApi(app);
    }

    /// <summary>What it answers to a token.</summary>
    public async Task<HttpResponseMessage> GetAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Authorization = new("Bearer", token);
        return await _client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
