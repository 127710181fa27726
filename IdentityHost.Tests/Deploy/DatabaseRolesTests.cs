using System.Net;
using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Migrations;
using Npgsql;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Deploy;

/// <summary>Hosts run as a role that reads and writes rows and owns nothing: whoever took one over can't turn off what announces a revocation.</summary>
public sealed partial class DatabaseRolesTests
{
    private const string Owner = "migrations";
    private const string Hosts = "identity";

    private static readonly YamlNode Cluster = Manifest.All.Single(m => m.Type == "postgresql.cnpg.io/v1/Cluster").Root["spec"];

    private static string[] Statements => [.. ((YamlSequenceNode)Cluster["bootstrap"]["initdb"]["postInitApplicationSQL"]).Select(s => $"{s}")];

    [Fact]
    public async Task A_host_serves_as_a_role_that_can_change_no_table_and_no_trigger()
    {
        await using var cluster = await PrivateCluster.StartNewAsync();
        var administrator = cluster.ConnectionString;
        await ExecuteAsync(administrator, $"CREATE ROLE {Owner} LOGIN PASSWORD 'owner'");
        await ExecuteAsync(administrator, $"CREATE DATABASE identity OWNER {Owner} TEMPLATE template0");
        var inDatabase = With(administrator, user: null, password: null);
        foreach (var statement in Statements)
            await ExecuteAsync(inDatabase, statement);
        await ExecuteAsync(inDatabase, $"ALTER ROLE {Hosts} LOGIN PASSWORD 'hosts'");

        var up = await MigrationsCli.RunAsync(
            With(administrator, Owner, "owner"), "up", "--seeds", RepositoryFolder.PathOf("migrations/demo"));
        up.ExitCode.ShouldBe(0, string.Join('\n', up.Errors));

        var asHost = With(administrator, Hosts, "hosts");
        await using (var host = await TestHost.StartAsync(new TestDatabase(asHost, () => Task.CompletedTask)))
        {
            var tokens = new TokenClient(host);
            var caller = await tokens.ResourceServerTokenAsync();
            var token = await tokens.AliceTokenAsync();
            (await tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
            using var revoked = await tokens.PostFormAsync(
                "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));
            revoked.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await tokens.IntrospectAsync(caller, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
            using var ready = await host.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());
        }

        foreach (var forbidden in new[]
        {
            "ALTER TABLE \"PersistedGrants\" DISABLE TRIGGER ALL", "DROP TABLE \"RevokedTokenIds\"", "TRUNCATE \"Users\"", "CREATE TABLE mine (id int)",
            "SET session_replication_role = replica",
        })
        {
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(asHost, forbidden))).SqlState
                .ShouldBe(PostgresErrorCodes.InsufficientPrivilege, forbidden);
        }
    }

    [Fact]
    public void Compose_and_Kubernetes_grant_a_host_the_same()
    {
        var script = File.ReadAllText(RepositoryFolder.PathOf("deploy/compose/create-database.sh"))
            .Replace("identityhost_migrations", Owner, StringComparison.Ordinal).Replace("identityhost", Hosts, StringComparison.Ordinal);
        var granted = Privileges().Matches(script).Select(m => m.Value).ToList();

        granted.Count.ShouldBeGreaterThan(4);
        Statements.Where(s => Privileges().IsMatch($"{s};")).Select(s => $"{s};").ShouldBe(granted, ignoreOrder: true);
    }

    [Fact]
    public void Hosts_and_migrations_connect_as_the_roles_that_are_made_for_them()
    {
        Connection("identityhost-secrets").Username.ShouldBe(Hosts);
        Connection("identityhost-migrations-secrets").Username.ShouldBe(Owner);
        $"{Cluster["bootstrap"]["initdb"]["owner"]}".ShouldBe(Owner);
        $"{Cluster["managed"]["roles"][0]["name"]}".ShouldBe(Hosts);
        Statements.ShouldContain($"CREATE ROLE {Hosts}");
        Workload.Host.Spec.Template.Spec.Volumes.ShouldNotContain(v => v.Secret != null && v.Secret.SecretName == "identityhost-migrations-secrets");
    }

    private static NpgsqlConnectionStringBuilder Connection(string secret) =>
        new($"{Manifest.All.Single(m => m.Name == secret).Root["spec"]["target"]["template"]["data"]["ConnectionStrings__IdentityHost"]}");

    private static string With(string connectionString, string? user, string? password)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Database = "identity" };
        if (user is not null)
            (builder.Username, builder.Password) = (user, password);
        return builder.ConnectionString;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = new TestDatabase(connectionString, () => Task.CompletedTask);
        await database.ExecuteAsync(sql);
    }

    [GeneratedRegex("^(REVOKE|GRANT|ALTER DEFAULT PRIVILEGES) .*;$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Privileges();
}
