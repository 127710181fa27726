using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Settings;

/// <summary>Secrets as files, for the host and the migrations program: <c>IdentityHost:SecretsFolder</c>.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SecretsFolderTests(PostgresFixture postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("identityhost-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_file_is_a_setting_without_the_line_ending_at_its_end()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        Write("ConnectionStrings__IdentityHost", database.ConnectionString + "\n");
        Write("IdentityHost__Issuer", "https://sso.example\n");
        Write("IdentityHost__DataProtection__AllowUnprotectedKeys", "true");

        var end = await HostProcess.RunToEndAsync(
            new() { ["IdentityHost__SecretsFolder"] = _folder.FullName, ["IdentityHost__Issuer"] = "https://of-the-environment.example" },
            stopAt: "Application started");

        end.Error.ShouldBeEmpty();
        end.ExitCode.ShouldBe(0);
        Messages(end).ShouldContain("Schema, key ring and signing keys are in order.");
        (await database.ScalarAsync<string>("""SELECT "Issuer" FROM "Deployment" """)).ShouldBe("https://sso.example");
    }

    /// <summary>Kubernetes: each file is a link to one in a folder that is itself a link, and whose name begins with a dot.</summary>
    [Fact]
    public async Task A_projected_volume_is_read_by_host_and_migrations_program()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        var data = _folder.CreateSubdirectory("..2026_11_22");
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "ConnectionStrings__IdentityHost"), database.ConnectionString);
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "..data"), data.Name);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "ConnectionStrings__IdentityHost"), "..data/ConnectionStrings__IdentityHost");
        Dictionary<string, string> environment = new()
        {
            ["IdentityHost__SecretsFolder"] = _folder.FullName,
            // What stands in the folder counts first.
            ["ConnectionStrings__IdentityHost"] = "Host=127.0.0.1;Port=1",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
        };

        var verify = await HostProcess.RunMigrationsAsync(environment, "verify", "--seeds", RepositoryFolder.PathOf("migrations/demo"));
        verify.Error.ShouldBeEmpty();
        verify.Output.ShouldStartWith("Everything is applied as it is here");

        var end = await HostProcess.RunToEndAsync(environment, stopAt: "Application started");
        end.Output.ShouldContain("Schema, key ring and signing keys are in order.");
    }

    [Theory]
    [InlineData("/no/such/folder")]
    [InlineData("secrets")]
    public async Task A_folder_that_is_not_there_stops_both_programs_with_one_sentence(string folder)
    {
        var environment = new Dictionary<string, string> { ["IdentityHost__SecretsFolder"] = folder };

        await ShouldStopAsync(environment, $"must be the absolute path of a folder that is there; it is '{folder}'.");
    }

    [Fact]
    public async Task A_file_that_can_not_be_read_stops_both_programs_with_one_sentence_that_names_it()
    {
        // A link to nothing: root, as whom a test may run, can read everything else.
        var path = Path.Combine(_folder.FullName, "ConnectionStrings__IdentityHost");
        File.CreateSymbolicLink(path, "/no/such/file");
        var environment = new Dictionary<string, string> { ["IdentityHost__SecretsFolder"] = _folder.FullName };

        await ShouldStopAsync(environment, $"must be a folder of readable files, one for each setting: Could not find file '{path}'.");
    }

    [Fact]
    public async Task Two_files_for_one_setting_stop_the_start()
    {
        Write("IdentityHost__Issuer", "https://one.example");
        Write("IdentityHost__ISSUER", "https://two.example");

        var end = await HostProcess.RunToEndAsync(new() { ["IdentityHost__SecretsFolder"] = _folder.FullName });

        end.ExitCode.ShouldBe(1);
        Lines(end.Error).ShouldHaveSingleItem().ShouldStartWith("The host can't start: IdentityHost:SecretsFolder must be");
        end.Error.ShouldNotContain("example");
    }

    [Fact]
    public async Task What_is_wrong_in_a_file_is_told_by_the_settings_name()
    {
        Write("ConnectionStrings__IdentityHost", "Hots=db;Password=geheim\n");

        var end = await HostProcess.RunToEndAsync(
            new() { ["IdentityHost__SecretsFolder"] = _folder.FullName, ["ASPNETCORE_ENVIRONMENT"] = "Development" });

        end.ExitCode.ShouldBe(1);
        Lines(end.Error).ShouldHaveSingleItem().ShouldStartWith("The host can't start: ConnectionStrings:IdentityHost must be");
        end.Error.ShouldNotContain("geheim");
    }

    private static async Task ShouldStopAsync(Dictionary<string, string> environment, string sentence)
    {
        var host = await HostProcess.RunToEndAsync(environment);
        host.ExitCode.ShouldBe(1);
        Lines(host.Error).ShouldBe([$"The host can't start: IdentityHost:SecretsFolder {sentence}"]);

        var migrations = await HostProcess.RunMigrationsAsync(environment, "up", "--seeds", RepositoryFolder.PathOf("migrations/demo"));
        migrations.ExitCode.ShouldBe(1);
        Lines(migrations.Error).ShouldBe([$"IdentityHost__SecretsFolder {sentence}"]);
    }

    private static IEnumerable<string?> Messages(HostProcess.End end) =>
        Lines(end.Output).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("Message").GetString());

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);
}
