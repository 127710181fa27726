using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>What the browser tests share: Chromium, a host with every page switched on, and a relying party that it knows.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    private readonly int _port = FreePort();
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
    public Uri Address => new($"http://localhost:{_port}/");

    public Mailbox Mail { get; } = new();

    public SentCookies Cookies { get; } = new();

    public async Task InitializeAsync()
    {
        _chromium = await Chromium.StartAsync();
        _relyingParty = await RelyingParty.StartAsync();
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await RegisterAsync(_database, _relyingParty);
        _host = await TestHost.StartAsync(_database, Configure, builder => builder.Services.AddSingleton<IStartupFilter>(Cookies));
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
        Mail.Dispose();
    }

    private static InvalidOperationException NotStarted() => new("The fixture has not started.");

    /// <summary>Every page is there: those that are off by default, and those that need mail, whose links need an address known beforehand.</summary>
    private void Configure(Dictionary<string, string?> settings)
    {
        settings["urls"] = $"http://127.0.0.1:{_port}";
        settings["IdentityHost:Issuer"] = Address.ToString().TrimEnd('/');
        settings["IdentityHost:Email:From"] = "Sign-in <no-reply@example.com>";
        settings["IdentityHost:Email:PickupFolder"] = Mail.Folder;
        settings["IdentityHost:SignUp:Enabled"] = "true";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

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
