using Npgsql;

namespace IdentityHost.Outcomes;

/// <summary>The database was not asked: it does not answer, or too many wait for it already. An outage like those that the driver reports.</summary>
internal sealed class DatabaseUnavailableException : NpgsqlException
{
    public DatabaseUnavailableException(string message)
        : base(message)
    {
    }

    /// <param name="message">What was not done.</param>
    /// <param name="reason">Why the database counts as unavailable.</param>
    public DatabaseUnavailableException(string message, Exception? reason)
        : base(message, reason)
    {
    }
}
