using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Validation.AspNetCore;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>The demonstration's API, which shows a caller the claims of the token.</summary>
public sealed class Api : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Api(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>With OpenIddict's validation.</summary>
    public static Task<Api> WithOpenIddictAsync(Action<OpenIddictValidationBuilder> configure) =>
        StartAsync(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme, services =>
            services.AddOpenIddict().AddValidation(options =>
            {
                options.UseSystemNetHttp();
                options.UseAspNetCore();
                configure(options);
            }));

    /// <summary>With ASP.NET Core's JWT bearer handler.</summary>
    public static Task<Api> WithJwtBearerAsync(Action<JwtBearerOptions> configure) =>
        StartAsync(JwtBearerDefaults.AuthenticationScheme, services => services.AddAuthentication().AddJwtBearer(configure));

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

    private static async Task<Api> StartAsync(string scheme, Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(scheme);
        builder.Services.AddAuthorization();
        configure(builder.Services);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/", (HttpContext context) => context.User.Claims.GroupBy(claim => claim.Type).ToDictionary(group => group.Key, group => group.First().Value))
            .RequireAuthorization();
        await app.StartAsync();
        return new Api(app);
    }
}
