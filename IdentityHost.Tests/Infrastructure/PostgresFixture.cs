namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// Gives a test class databases on the run's one PostgreSQL server: as a class fixture, or through <see cref="PostgresCollection"/> for
/// classes that must not run beside one another.
/// </summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Without a server the class fails here, with the reason.</summary>
    public async Task InitializeAsync() => _server = await PostgresServer.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>A database with the schema and the demonstration seeds (migrations/demo). The caller disposes it.</summary>
    public Task<TestDatabase> CreateDatabaseAsync() => Server.CreateDatabaseAsync();

    /// <summary>A database without any table. The caller disposes it.</summary>
    public Task<TestDatabase> CreateEmptyDatabaseAsync() => Server.CreateEmptyDatabaseAsync();
}

/// <summary>Its classes run one after another. A class outside it runs in parallel with others, on a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
