using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Migrations;

/// <summary>One database with the demonstration set for all tests of a class that write nothing to it.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private TestDatabase? _database;

    public string ConnectionString => Database.ConnectionString;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture has not started.");

    public Task<TestDatabase> CreateDatabaseAsync() => _postgres.CreateDatabaseAsync();

    public Task<TestDatabase> CreateEmptyDatabaseAsync() => _postgres.CreateEmptyDatabaseAsync();

    public async Task InitializeAsync()
    {
        await _postgres.InitializeAsync();
        _database = await _postgres.CreateDatabaseAsync();
    }

    public async Task DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
