using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>What the browser tests share: Chromium, a host with every page switched on, and a relying party that it knows.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private Chromium? _chromium;
    private RelyingParty? _relyingParty;
    private TestDatabase? _database;
    private TestHost? _host;

    public Chromium Chromium => _chromium ?? throw NotStarted();

    public RelyingParty RelyingParty => _relyingParty ?? throw NotStarted();

    public TestDatabase Database => _database ?? throw NotStarted();

    public TestHost Host => _host ?? throw NotStarted();

    public TokenClient Tokens => new(Host);

    /// <summary>As people type it: a passkey needs a name, an address won't do (Web Authentication, 5.1.2).</summary>
    public Uri Address { get; private set; } = null!;

    public SentCookies Cookies { get; } = new();

    public async Task InitializeAsync()
    {
        _chromium = await Chromium.StartAsync();
        _relyingParty = await RelyingParty.StartAsync();
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await RegisterAsync(_database, _relyingParty);
        _host = await TestHost.StartAsync(_database, configure: builder => builder.Services.AddSingleton<IStartupFilter>(Cookies));
        Address = new UriBuilder(_host.BaseAddress) { Host = "localhost" }.Uri;
        await _relyingParty.TrustAsync(Address);
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        if (_relyingParty is not null)
            await _relyingParty.DisposeAsync();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    private static InvalidOperationException NotStarted() => new("The fixture has not started.");

    /// <summary>The demonstration's applications are where the relying party is.</summary>
    private static async Task RegisterAsync(TestDatabase database, RelyingParty relyingParty)
    {
        foreach (var (table, column) in ((string, string)[])
            [
                ("ClientRedirectUris", "RedirectUri"), ("ClientPostLogoutRedirectUris", "PostLogoutRedirectUri"),
                ("Clients", "FrontChannelLogoutUri"), ("Clients", "BackChannelLogoutUri"),
            ])
        {
            await database.ExecuteAsync(
                $"""UPDATE "{table}" SET "{column}" = regexp_replace("{column}", '^http://localhost:500\d/', $1)""",
                relyingParty.Address.ToString());
        }
    }
}

/// <summary>One after another, on one host: each test has a browser of its own and users of its own.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserHost>
{
    public const string Name = "Browser";
}
