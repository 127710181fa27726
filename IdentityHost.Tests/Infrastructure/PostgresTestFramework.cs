using IdentityHost.Tests.Infrastructure;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework($"{nameof(IdentityHost)}.{nameof(IdentityHost.Tests)}.{nameof(IdentityHost.Tests.Infrastructure)}.{nameof(PostgresTestFramework)}", "IdentityHost.Tests")]

namespace IdentityHost.Tests.Infrastructure;

/// <summary>xunit with one thing more: the PostgreSQL server that all classes share ends after the last of them.</summary>
public sealed class PostgresTestFramework : XunitTestFramework
{
    public PostgresTestFramework(IMessageSink messageSink)
        : base(messageSink)
    {
        // Of the kernel's file watchers there are 128 for a user, which so many hosts would use up; nobody changes their files.
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
        DisposalTracker.Add(new End());
    }

    private sealed class End : IDisposable
    {
        public void Dispose() => PostgresServer.EndAsync().GetAwaiter().GetResult();
    }
}
