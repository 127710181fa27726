using System.Text;
using System.Text.Json;
using IdentityHost.Composition;
using IdentityHost.Migrations;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;

namespace Bench.Micro;

/// <summary>A PostgreSQL with the demonstration data, and hosts on it that no socket leads to.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private const string ApiResource = "messages-api";
    private const string ApiResourceSecret = "messages-api-secret";

    private readonly PrivateCluster _cluster;
    private readonly List<WebApplication> _hosts = [];

    private Machine(PrivateCluster cluster) => _cluster = cluster;

    public static async Task<Machine> StartAsync()
    {
        var cluster = await PrivateCluster.StartNewAsync();
        var machine = new Machine(cluster);
        try
        {
            using var output = new StringWriter();
            string[] arguments = ["up", "--connection", cluster.ConnectionString, "--seeds", RepositoryFolder.PathOf("migrations/demo")];
            if (await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None) != 0)
                throw new InvalidOperationException($"The migrations failed: {output}");
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same token of a client on both routes, asked about until it is remembered if it is to be.</summary>
    public async Task<(Introspection Standard, Introspection Passport)> IntrospectionsAsync(bool cached)
    {
        var server = await StartHostAsync(cached);
        var caller = await IssueAsync(server, "2", "resource-server-secret");
        var token = await IssueAsync(server, "4", "plain-client-secret");
        var standard = new Introspection(server, new Request("/connect/introspect", Basic(ApiResource, ApiResourceSecret), $"token={token}"));
        var passport = new Introspection(server, new Request("/oauth/introspect", $"Bearer {caller}", $"token={token}"));
        await standard.CheckAsync();
        await passport.CheckAsync();
        return (standard, passport);
    }

    public async Task StopHostsAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        _hosts.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostsAsync();
        await _cluster.DisposeAsync();
    }

    private async Task<CalledServer> StartHostAsync(bool cached)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "IdentityHost",
            ContentRootPath = RepositoryFolder.PathOf("IdentityHost"),
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:IdentityHost"] = _cluster.ConnectionString,
            ["IdentityHost:Issuer"] = "http://localhost:5000",
            ["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true",
            ["IdentityHost:ShutdownDelay"] = "00:00:00",
            ["IdentityHost:TokenCache:Enabled"] = cached ? "true" : "false",
        });
        builder.AddIdentityHost();
        var server = new CalledServer();
        builder.Services.AddSingleton<IServer>(server);
        var host = builder.Build();
        _hosts.Add(host);
        host.UseIdentityHost();
        await host.StartAsync();
        while (await server.SendAsync(new Request("/health/ready")) is not 200)
            await Task.Delay(50);
        return server;
    }

    private static async Task<string> IssueAsync(CalledServer server, string client, string secret)
    {
        var request = new Request("/connect/token", Basic(client, secret), "grant_type=client_credentials");
        if (await server.SendAsync(request) is not 200 and var status)
            throw new InvalidOperationException($"No token was issued, but {status}: {request.Answer}");
        using var answer = JsonDocument.Parse(request.Answer);
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    private static string Basic(string name, string secret) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret}"))}";
}
