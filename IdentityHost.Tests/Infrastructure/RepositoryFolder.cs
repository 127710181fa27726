namespace IdentityHost.Tests.Infrastructure;

/// <summary>Paths of files of this repository, which the tests find from the folder that they run in.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of a file or folder, from its path below the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IdentityHost.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"IdentityHost.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}
