using System.Net;
using System.Net.Sockets;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpenIddict.Client;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>Applications with OpenIddict's client, which keep what they know of a sign-in in different places. Each is a client of that name.</summary>
public sealed class OpenIddictApplications(BrowserHost host) : IAsyncLifetime
{
    /// <summary>In a database: its state is a name.</summary>
    public const string WithStore = "openiddict-with-store";

    /// <summary>In the state itself.</summary>
    public const string WithoutStore = "openiddict-without-store";

    /// <summary>In the state itself, which comes back in a form.</summary>
    public const string FormPost = "openiddict-form-post";

    // A character of each kind that HTTP Basic treats in a way of its own (RFC 6749 2.3.1).
    private const string Secret = "s+/=: %41&\u00e4-secret";

    private readonly Dictionary<string, OpenIddictApplication> _applications = [];
    private TestDatabase? _store;

    public OpenIddictApplication this[string name] => _applications[name];

    public async Task InitializeAsync()
    {
        _store = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        foreach (var name in (string[])[WithStore, WithoutStore, FormPost])
            _applications[name] = await StartAsync(name, name == WithStore ? _store : null);
    }

    public async Task DisposeAsync()
    {
        foreach (var application in _applications.Values)
            await application.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private async Task<OpenIddictApplication> StartAsync(string clientId, TestDatabase? store)
    {
        var port = FreePort();
        var registration = new OpenIddictClientRegistration
        {
            Issuer = host.Address,
            ClientId = clientId,
            ClientSecret = Secret,
            RedirectUri = new Uri($"http://localhost:{port}/callback"),
            PostLogoutRedirectUri = new Uri($"http://localhost:{port}/signed-out-callback"),
            Scopes = { "openid", "profile", "email", "offline_access", "user.read" },
        };
        if (clientId == FormPost)
            registration.ResponseModes.Add(OpenIdConnectResponseMode.FormPost);
        await host.Database.AddClientAsync(
            clientId,
            new { ClientName = "OpenIddict", RequireConsent = true, AllowOfflineAccess = true },
            ["authorization_code", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"],
            ["openid", "profile", "email", "user.read"],
            [(Secret, null)]);
        await host.Database.AddToClientAsync(clientId, "ClientRedirectUris", "RedirectUri", registration.RedirectUri.AbsoluteUri);
        await host.Database.AddToClientAsync(
            clientId, "ClientPostLogoutRedirectUris", "PostLogoutRedirectUri", registration.PostLogoutRedirectUri.AbsoluteUri);
        return await OpenIddictApplication.StartAsync(port, registration, store);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
