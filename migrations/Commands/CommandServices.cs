using System.CommandLine;
using IdentityHost.Migrations.Reporting;
using IdentityHost.Migrations.Seeding.Files;

namespace IdentityHost.Migrations.Commands;

/// <summary>What the commands share: two options, and where their results go.</summary>
internal sealed class CommandServices(IReporter reporter)
{
    internal IReporter Reporter { get; } = reporter;

    internal TimeProvider Time { get; } = TimeProvider.System;

    internal Option<string?> Connection { get; } = new("--connection")
    {
        Description = $"Npgsql connection string. Default: the environment variable {Database.ConnectionSource.Variable}, or a file of that "
            + $"name in the folder {Database.ConnectionSource.SecretsFolderVariable}: unlike an argument, other users of the machine can't see them.",
        HelpName = "STRING",
    };

    internal Option<string> Seeds { get; } = new("--seeds")
    {
        Description = "The folder of the seed migrations.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => SeedFolder.DefaultPath,
    };
}
