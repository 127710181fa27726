namespace IdentityHost.Migrations.Database;

/// <summary>The database can't be used at all: the message says why, in one line, and holds no part of a connection string.</summary>
internal sealed class DatabaseException(string message) : Exception(message);
