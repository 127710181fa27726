using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Upgrade;

/// <summary>Which commit the previous host is built from: the one before the newest schema migration came, or the one that a variable names.</summary>
internal static class PreviousCommit
{
    /// <summary>A commit or tag, such as the one that runs in production.</summary>
    public const string Variable = "IDENTITYHOST_TEST_PREVIOUS";

    private const string Migrations = "migrations/Schema";

    /// <exception cref="InvalidOperationException">There is no history, or not enough of it.</exception>
    public static async Task<string> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return await ResolveAsync(named) ?? throw new InvalidOperationException($"{Variable} names {named}, which is no commit of this repository.");

        var newest = Directory.EnumerateFiles(RepositoryFolder.PathOf(Migrations), "2*.cs").Select(Path.GetFileName).Max(StringComparer.Ordinal)!;
        // Along first parents: what came with a merge was made on a side branch, whose commits were never deployed.
        var added = (await Git.RunAsync("log", "-1", "--first-parent", "-m", "--diff-filter=A", "--format=%H", "--", $"{Migrations}/{newest}")).Trim();
        if (added.Length == 0)
            return await ResolveAsync("HEAD") ?? throw new InvalidOperationException("The repository has no commit.");
        return await ResolveAsync(added + "^") ?? throw new InvalidOperationException(
            $"The upgrade tests build the host from before {newest} was added, and this clone does not have that commit: "
            + $"run 'git fetch --unshallow', or name a commit with {Variable}.");
    }

    private static async Task<string?> ResolveAsync(string name)
    {
        var answer = await Git.TryAsync("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return answer.ExitCode == 0 ? answer.Output.Trim() : null;
    }
}
