namespace IdentityHost.Tests.Infrastructure;

/// <summary>A host on a database of its own with the demonstration seeds, once for all tests of a class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private TestDatabase? _database;
    private TestHost? _host;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture has not started.");

    public TestHost Host => _host ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client => Host.Client;

    public IServiceProvider Services => Host.Services;

    /// <summary>The host's endpoints as a client calls them.</summary>
    public TokenClient Tokens => new(Host);

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        // Tests change the database by SQL, for which nobody waits; what is remembered has tests of its own.
        _host = await TestHost.StartAsync(_database, settings => settings["IdentityHost:TokenCache:Enabled"] = "false");
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
