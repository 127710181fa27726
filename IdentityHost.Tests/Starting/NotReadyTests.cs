using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Starting;

/// <summary>The real program where it can't serve: it goes on trying, says why once, in one sentence that names the setting, and ends at SIGTERM.</summary>
[Collection(PostgresCollection.Name)]
public sealed class NotReadyTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData(
        """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '10')""",
        "The database of ConnectionStrings:IdentityHost has schema migration 29991231000000_Later, which is too new for this host (made for "
            + Data.RequiredSchema.MigrationId + "): deploy a newer host.")]
    [InlineData(
        """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = '""" + Data.RequiredSchema.MigrationId + "'",
        "Migration " + Data.RequiredSchema.MigrationId + " is pending: run the migrations program with 'up'.")]
    [InlineData(
        """INSERT INTO "Deployment" ("Issuer") VALUES ('https://other.example')""",
        "IdentityHost:Issuer is https://sso.example, but the database of ConnectionStrings:IdentityHost belongs to https://other.example: every host "
            + "of a database has the same issuer.")]
    [InlineData(
        """INSERT INTO "DataProtectionCanary" ("Payload") VALUES ('CfDJ8AAAAAAAAAAAAAAAAAAAAAA')""",
        "What hosts of this database stored can't be read with this host's Data Protection keys: IdentityHost:DataProtection:ApplicationName must be "
            + "theirs, and their certificate IdentityHost:DataProtection:Certificate or one of FormerCertificates.")]
    public async Task The_database_is_another_hosts(string sql, string reason)
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await database.ExecuteAsync(sql);

        await ShouldSayAsync(database.ConnectionString, reason);
    }

    [Fact]
    public Task Nobody_answers_there() => ShouldSayAsync(
        "Host=127.0.0.1;Port=1;Password=geheim", "The database of ConnectionStrings:IdentityHost can't be used: Failed to connect to 127.0.0.1:1.");

    private static async Task ShouldSayAsync(string connectionString, string reason)
    {
        var end = await HostProcess.RunToEndAsync(
            new()
            {
                ["ConnectionStrings__IdentityHost"] = connectionString,
                ["IdentityHost__Issuer"] = "https://sso.example",
                ["IdentityHost__DataProtection__AllowUnprotectedKeys"] = "true",
                ["IdentityHost__ShutdownDelay"] = "00:00:00",
            },
            stopAt: "Application started");

        end.ExitCode.ShouldBe(0);
        end.Error.ShouldBeEmpty();
        end.Output.ShouldNotContain("geheim");
        end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString()!)
            .Where(message => message.StartsWith("The host can't answer yet", StringComparison.Ordinal))
            .ShouldBe([$"The host can't answer yet and goes on trying: {reason}"]);
    }
}
