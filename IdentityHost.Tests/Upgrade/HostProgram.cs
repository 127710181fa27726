using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>A built host.</summary>
/// <param name="Folder">Its content.</param>
/// <param name="Assembly">What is run.</param>
internal sealed record HostProgram(string Folder, string Assembly)
{
    /// <summary>The one that the tests were built with.</summary>
    public static HostProgram Present { get; } = new(RepositoryFolder.PathOf("IdentityHost"), Path.Combine(AppContext.BaseDirectory, "IdentityHost.dll"));
}
