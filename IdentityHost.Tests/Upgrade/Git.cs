using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>git, in this repository.</summary>
internal static class Git
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var answer = await TryAsync(arguments);
        return answer.ExitCode == 0
            ? answer.Output
            : throw new InvalidOperationException($"The upgrade tests need this repository's history; git {arguments[0]} says: {answer.Errors.Trim()}");
    }

    // In a container the folder often belongs to somebody else than the one who runs the tests.
    public static Task<ScriptAnswer> TryAsync(params string[] arguments) =>
        Tool.RunAsync("git", ["-C", RepositoryFolder.Root, "-c", $"safe.directory={RepositoryFolder.Root}", .. arguments]);
}
