using System.Net.Sockets;
using System.Security.Cryptography;
using IdentityHost.Outcomes;
using Npgsql;
using HostOutage = IdentityHost.Outcomes.Outage;

namespace IdentityHost.Tests.Outage;

/// <summary>The line of a 503 says what was the matter, whoever wrapped it, and repeats no value.</summary>
public sealed class OutageCauseTests
{
    private static readonly SocketException ConnectionRefused = new((int)SocketError.ConnectionRefused);

    public static TheoryData<Exception, string> Causes => new()
    {
        { new TimeoutException("Too late"), "TimeoutException: Too late" },
        {
            new InvalidOperationException("likely due to a transient failure", new NpgsqlException("Failed to connect to 127.0.0.1:1", ConnectionRefused)),
            "Failed to connect to 127.0.0.1:1 (SocketException: Connection refused)"
        },
        {
            new DatabaseUnavailableException("It was not asked.", new NpgsqlException("Failed to connect to 127.0.0.1:1", ConnectionRefused)),
            "Failed to connect to 127.0.0.1:1 (SocketException: Connection refused)"
        },
        { new DatabaseUnavailableException("It was not asked.", new TimeoutException("Too late")), "It was not asked. (TimeoutException: Too late)" },
        { new AggregateException(new CryptographicException("The key was not found")), "CryptographicException: The key was not found" },
        { new InvalidOperationException("outer", Refused("53300", "sorry, too many clients already")), "sorry, too many clients already (53300)" },
        { Refused("22P02", "invalid input syntax for type uuid: \"geheim\""), "PostgreSQL refused a value (22P02)" },
        { new NpgsqlException("one\ntwo"), "NpgsqlException: one two" },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void It_is_the_innermost(Exception exception, string cause)
    {
        HostOutage.CauseOf(exception).ShouldBe(cause);
    }

    private static PostgresException Refused(string state, string message) => new(message, "ERROR", "ERROR", state);
}
