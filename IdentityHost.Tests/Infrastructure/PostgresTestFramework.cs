using IdentityHost.Tests.Infrastructure;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework($"{nameof(IdentityHost)}.{nameof(IdentityHost.Tests)}.{nameof(IdentityHost.Tests.Infrastructure)}.{nameof(PostgresTestFramework)}", "IdentityHost.Tests")]

namespace IdentityHost.Tests.Infrastructure;

/// <summary>xunit with one thing more: the PostgreSQL server that all classes share ends after the last of them.</summary>
public sealed class PostgresTestFramework : XunitTestFramework
{
    public PostgresTestFramework(IMessageSink messageSink)
        : base(messageSink) => DisposalTracker.Add(new End());

    private sealed class End : IDisposable
    {
        public void Dispose() => PostgresServer.EndAsync().GetAwaiter().GetResult();
    }
}
