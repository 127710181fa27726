using System.Security.Cryptography;
using IdentityHost.Migrations;
using Npgsql;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// The one PostgreSQL server of a test run, and on it the template database: the schema and the demonstration seeds, applied by the
/// migrations program. Every test class gets a copy. Without a server every test that needs one fails; none is skipped.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A connection string with the right to create databases; without it the run starts a server of its own.</summary>
    public const string EnvironmentVariable = "IDENTITYHOST_TEST_POSTGRES";

    private static readonly Lock Gate = new();
    private static Task<PostgresServer>? s_shared;

    private readonly string _administration;
    private readonly string _template;
    private readonly IAsyncDisposable? _owned;

    private PostgresServer(string administration, string template, IAsyncDisposable? owned)
    {
        _administration = administration;
        _template = template;
        _owned = owned;
    }

    /// <summary>The server, started by whoever asks first.</summary>
    public static Task<PostgresServer> GetAsync()
    {
        lock (Gate)
            return s_shared ??= Task.Run(StartAsync);
    }

    /// <summary>At the end of the run: the template goes, and a server of the run's own with it.</summary>
    public static async Task EndAsync()
    {
        Task<PostgresServer>? shared;
        lock (Gate)
            (shared, s_shared) = (s_shared, null);
        if (shared is { IsCompletedSuccessfully: true })
            await (await shared).DisposeAsync();
    }

    /// <summary>A database of its own with the schema and the demonstration seeds.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => CreateDatabaseAsync(_template);

    /// <summary>A database without any table.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync() => CreateDatabaseAsync("template0");

    public async ValueTask DisposeAsync()
    {
        if (_owned is null)
            await ExecuteAsync(_administration, $"DROP DATABASE IF EXISTS {_template} WITH (FORCE)");
        else
            await _owned.DisposeAsync();
    }

    internal Task DropAsync(string database) => ExecuteAsync(_administration, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    private static async Task<PostgresServer> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(given))
            return await WithTemplateAsync(given, owned: null);
#if TESTCONTAINERS
        // As many connections as deploy/private-postgres allows: the classes of a run have pools of their own.
        var container = new Testcontainers.PostgreSql.PostgreSqlBuilder("postgres:17").WithCommand("-c", "max_connections=300").Build();
        try
        {
            await container.StartAsync();
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }

        return await WithTemplateAsync(container.GetConnectionString(), container);
#else
        var cluster = await PrivateCluster.StartNewAsync();
        return await WithTemplateAsync(cluster.ConnectionString, cluster);
#endif
    }

    private static async Task<PostgresServer> WithTemplateAsync(string connectionString, IAsyncDisposable? owned)
    {
        // Unpooled: an idle connection to the template would keep PostgreSQL from copying it.
        var administration = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        var template = NewName("template");
        try
        {
            await ExecuteAsync(administration, $"CREATE DATABASE {template} TEMPLATE template0");
            await MigrateAsync(new NpgsqlConnectionStringBuilder(administration) { Database = template }.ConnectionString);
        }
        catch when (owned is not null)
        {
            await owned.DisposeAsync();
            throw;
        }

        return new PostgresServer(administration, template, owned);
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var output = new StringWriter();
        string[] arguments = ["up", "--seeds", RepositoryFolder.PathOf("migrations/demo"), "--connection", connectionString];
        var exitCode = await MigrationsCommand.RunAsync(arguments, output, output, CancellationToken.None);
        if (exitCode != 0)
            throw new InvalidOperationException($"The migrations ended with {exitCode}: {output}");
    }

    private async Task<TestDatabase> CreateDatabaseAsync(string template)
    {
        var name = NewName("test");
        await ExecuteAsync(_administration, $"CREATE DATABASE {name} TEMPLATE {template}");
        // On a busy machine a statement may take longer than the host's own limits allow; those have tests of their own.
        var connectionString = new NpgsqlConnectionStringBuilder(_administration)
        {
            Database = name,
            Pooling = true,
            MaxPoolSize = 30,
            Timeout = 5,
            CommandTimeout = 10,
        };
        return new TestDatabase(connectionString.ConnectionString, () => DropAsync(name));
    }

    private static string NewName(string kind) => $"identityhost_{kind}_{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // The only variable parts are names that this class made.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
