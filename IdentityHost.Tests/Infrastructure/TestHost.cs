using IdentityHost.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>The real host, composed as Program.cs does it, in this process on Kestrel and on a free port of 127.0.0.1.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app, CapturedLogs logs)
    {
        _app = app;
        Logs = logs;
        BaseAddress = new Uri(app.Urls.Single());
        Client = NewClient();
    }

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    public Uri BaseAddress { get; }

    /// <summary>Every line of every category, at every level.</summary>
    public CapturedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>How often it began to listen to announcements, from when on it may use what it remembers.</summary>
    public int TimesListened => Logs.Lines.Count(line => line.Message.Contains("listens to announcements", StringComparison.Ordinal));

    /// <summary>Composes and starts a host; throws what the start throws, such as a refused setting.</summary>
    /// <param name="database">Where its data is.</param>
    /// <param name="settings">Changes the settings, which are keys of the configuration ("IdentityHost:Issuer").</param>
    /// <param name="configure">Called after the host registered its services, so that a test can replace some.</param>
    public static async Task<TestHost> StartAsync(
        TestDatabase database, Action<Dictionary<string, string?>>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        var values = new Dictionary<string, string?>
        {
            ["ConnectionStrings:IdentityHost"] = database.ConnectionString,
            ["urls"] = "http://127.0.0.1:0",
            // Also outside Development: tests wait for no balancer.
            ["IdentityHost:ShutdownDelay"] = "00:00:00",
            // All tests are one sender, and the machine may be busy. Limits have hosts of their own (Throttling).
            ["IdentityHost:Throttling:PasswordsAtOnce"] = "4",
            ["IdentityHost:Throttling:LongestPasswordWait"] = "00:01:00",
            ["IdentityHost:Throttling:FormsPerMinute"] = "100000",
            ["IdentityHost:Throttling:WrongPasswordsPerMinute"] = "100000",
            ["IdentityHost:Throttling:WrongClientSecretsPerMinute"] = "100000",
            // On a busy machine a database that is slow is not one that hangs.
            ["IdentityHost:Database:Patience"] = "00:00:10",
            // As an operator could set them: a filter that the host's code forces is not undone by these.
            ["Logging:LogLevel:Default"] = nameof(LogLevel.Trace),
            ["Logging:LogLevel:Microsoft"] = nameof(LogLevel.Trace),
            ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Trace),
        };
        settings?.Invoke(values);
        var environment = values.GetValueOrDefault("environment") ?? "Development";
        // What is demanded there and most tests don't care about.
        if (environment != "Development")
            values.TryAdd("IdentityHost:Issuer", "https://sso.example");
        // Whatever the issuer is, tests ask at the host's own address.
        values.TryAdd("IdentityHost:InternalHosts:0", "127.0.0.1");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "IdentityHost",
            ContentRootPath = RepositoryFolder.PathOf("IdentityHost"),
            EnvironmentName = environment,
        });
        builder.Configuration.AddInMemoryCollection(values);
        builder.AddIdentityHost();
        var logs = new CapturedLogs();
        builder.Logging.ClearProviders().AddProvider(logs);
        configure?.Invoke(builder);
        var app = builder.Build();
        try
        {
            app.UseIdentityHost();
            await app.StartAsync();
            return new TestHost(app, logs);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns once it listens to announcements.</summary>
    public Task ListeningAsync() => Eventually.TrueAsync(() => Task.FromResult(TimesListened > 0));

    /// <summary>Another client like <see cref="Client"/>, with connections of its own. The caller disposes it.</summary>
    public HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = BaseAddress };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
