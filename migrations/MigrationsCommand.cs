using System.CommandLine;
using IdentityHost.Migrations.Commands;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Reporting;
using Spectre.Console;

namespace IdentityHost.Migrations;

/// <summary>The command line: <c>up</c>, <c>plan</c>, <c>status</c>, <c>verify</c>, <c>new NAME</c> and <c>user …</c>.</summary>
public static class MigrationsCommand
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="output">What was done or would be done.</param>
    /// <param name="error">Why something was refused or failed, one line each.</param>
    /// <param name="cancellationToken">Stops the run; the transaction that is open is rolled back.</param>
    /// <returns>A value of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // The caller decides what a signal does.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await CreateRoot(new CommandServices(ReporterFor(output))).Parse(args).InvokeAsync(configuration, cancellationToken);
        }
        catch (RefusedException refused)
        {
            foreach (var reason in refused.Reasons)
                await error.WriteLineAsync(reason);
            return ExitCodes.Refused;
        }
        catch (DatabaseException failure)
        {
            await error.WriteLineAsync(failure.Message);
            return ExitCodes.DatabaseFailed;
        }
        catch (Exception failure) when (DatabaseFailure.Find(failure) is { } cause && !cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync(DatabaseFailure.Describe(cause));
            return ExitCodes.DatabaseFailed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(failure.Message.ReplaceLineEndings(" "));
            return ExitCodes.Refused;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Stopped. The step that was running has been rolled back.");
            return ExitCodes.Stopped;
        }
    }

    private static RootCommand CreateRoot(CommandServices services) =>
        new("Applies IdentityHost's schema and seeds to a PostgreSQL database, and helps its people.")
        {
            UpCommand.Create(services),
            PlanCommand.Create(services),
            StatusCommand.Create(services),
            VerifyCommand.Create(services),
            NewCommand.Create(services),
            UserCommand.Create(services),
        };

    private static IReporter ReporterFor(TextWriter output) => ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
        ? new TerminalReporter(AnsiConsole.Console)
        : new PlainReporter(output);
}
