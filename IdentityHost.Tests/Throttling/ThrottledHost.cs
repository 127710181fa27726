using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Throttling;

/// <summary>A host that believes its tests about who sends a request (X-Forwarded-For), as it believes a proxy.</summary>
public sealed class ThrottledHost : IAsyncLifetime
{
    private TestDatabase? _database;
    private TestHost? _host;

    internal TestDatabase Database => _database!;

    internal TestHost Host => _host!;

    internal TokenClient Tokens => new(Host);

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        _host = await TestHost.StartAsync(_database, settings =>
        {
            settings["IdentityHost:ForwardedHeaders:KnownProxies:0"] = "127.0.0.1";
            settings["IdentityHost:Throttling:FormsPerMinute"] = "60";
            settings["IdentityHost:Throttling:WrongPasswordsPerMinute"] = "2";
            settings["IdentityHost:Throttling:WrongClientSecretsPerMinute"] = "10";
        });
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
