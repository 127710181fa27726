using System.CommandLine;
using System.Globalization;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;
using IdentityHost.Migrations.Users;
using Npgsql;

namespace IdentityHost.Migrations.Commands;

/// <summary>
/// <c>user …</c>: helps one person, or shuts somebody out. Each is one transaction, prints one line without secrets, and reaches running hosts at
/// once, for the triggers announce what it took away.
/// </summary>
internal sealed class UserCommand
{
    private readonly CommandServices _services;

    private readonly Argument<string> _user = new("USER") { Description = "User name, e-mail address or subject." };

    private readonly Option<bool> _isSubject = new("--subject") { Description = "USER is the subject and nothing else." };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Where the password is: env:NAME or file:PATH. Without it the terminal is asked.",
        HelpName = "SOURCE",
    };

    private UserCommand(CommandServices services) => _services = services;

    /// <summary>A change of one person.</summary>
    /// <returns>What was done, in words.</returns>
    private delegate Task<string> Change(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken);

    internal static Command Create(CommandServices services)
    {
        var commands = new UserCommand(services);
        return new Command("user", "Look at one person, or change how they sign in.")
        {
            commands.Show(),
            commands.Make("unlock", "Forget failed attempts to sign in, and end a lockout.", _ => UnlockAsync),
            commands.Make("reset-second-factor", "Switch two-step sign-in off: the app is lost, and the recovery codes are.", _ => ResetSecondFactorAsync),
            commands.Make("remove-passkeys", "Remove every passkey.", _ => RemovePasskeysAsync),
            commands.SetPassword(),
            commands.Make("sign-out", "End every session, and revoke every token.", _ => SignOutAsync),
        };
    }

    private Command Show()
    {
        var command = new Command("show", "Print what there is of a person.") { _user, _isSubject, _services.Connection };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, (_, user, _) =>
        {
            foreach (var line in Describe(user))
                _services.Reporter.Line(line);
            return Task.FromResult("");
        }, cancellationToken));
        return command;
    }

    private Command SetPassword()
    {
        var command = Make("set-password", "Set another password, and sign the person out everywhere.", parsed =>
        {
            var password = NewPassword.Read(parsed.GetValue(_from));
            return (connection, user, cancellationToken) => SetPasswordAsync(connection, user, password, cancellationToken);
        });
        command.Add(_from);
        return command;
    }

    /// <param name="change">Says what is done, and refuses what can be judged without the database.</param>
    private Command Make(string name, string description, Func<ParseResult, Change> change)
    {
        var command = new Command(name, description) { _user, _isSubject, _services.Connection };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, change(parsed), cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Change change, CancellationToken cancellationToken)
    {
        await using var dataSource = ConnectionSource.Create(parsed.GetValue(_services.Connection));
        var schema = await new SchemaMigrator(dataSource).ReadAsync(cancellationToken);
        SchemaCheck.Require(schema);
        if (schema.Pending.Count > 0)
            throw new RefusedException($"Schema migration {schema.Pending[0]} is pending: run 'up' first.");

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var user = await UserFinder.LockAsync(connection, parsed.GetRequiredValue(_user), parsed.GetValue(_isSubject), cancellationToken);
        var done = await change(connection, user, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (done.Length > 0)
            _services.Reporter.Line($"{user}: {done}");
        return ExitCodes.Ok;
    }

    private static async Task<string> UnlockAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await UserChanges.UnlockAsync(connection, user, cancellationToken);
        var locked = user.LockedOutUntil is { } until ? $"the lockout until {Printed.Time(until)} ended" : "was not locked out";
        var disabled = user.Disabled ? "; still disabled" : "";
        return $"{locked}, {Printed.Count(user.FailedAttempts, "failed attempt", "failed attempts")} forgotten{disabled}";
    }

    private static async Task<string> ResetSecondFactorAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await UserChanges.ResetSecondFactorAsync(connection, user, cancellationToken);
        return user.HasSecondFactor ? "two-step sign-in switched off, app and recovery codes forgotten" : "two-step sign-in was off";
    }

    private static async Task<string> RemovePasskeysAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await UserChanges.RemovePasskeysAsync(connection, user, cancellationToken);
        var warning = user.HasPassword ? "" : "; there is no password: set one, or nobody can sign in";
        return $"{Printed.Count(user.Passkeys.Count, "passkey", "passkeys")} removed{warning}";
    }

    private static async Task<string> SetPasswordAsync(
        NpgsqlConnection connection, UserRecord user, string password, CancellationToken cancellationToken)
    {
        await UserChanges.SetPasswordAsync(connection, user, password, cancellationToken);
        List<string> rest = [];
        if (user.Passkeys.Count > 0)
            rest.Add($"{Printed.Count(user.Passkeys.Count, "passkey", "passkeys")} left as they are");
        if (user.HasSecondFactor)
            rest.Add("two-step sign-in left on");
        if (user.LockedOutUntil is { } until)
            rest.Add($"still locked out until {Printed.Time(until)}");
        if (user.Disabled)
            rest.Add("still disabled");
        return string.Join("; ", rest.Prepend($"password set, {SignedOut(user)}"));
    }

    private static async Task<string> SignOutAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await UserChanges.SignOutAsync(connection, user, cancellationToken);
        return SignedOut(user);
    }

    private static string SignedOut(UserRecord user) =>
        $"{Printed.Count(user.Sessions.Count, "session", "sessions")} ended, {Printed.Count(user.Grants, "code or token", "codes and tokens")} revoked, "
        + "JWTs and devices as well";

    private static IEnumerable<string> Describe(UserRecord user)
    {
        yield return $"{user}{(user.Disabled ? ", disabled" : "")}";
        yield return Row("display name", user.DisplayName is null ? "none" : Printed.Plain(user.DisplayName));
        var confirmed = user.EmailConfirmed ? "confirmed" : "not confirmed";
        yield return Row("e-mail", user.Email is null ? "none" : $"{Printed.Plain(user.Email)}, {confirmed}");
        yield return Row("failed attempts", user.FailedAttempts.ToString(CultureInfo.InvariantCulture));
        yield return Row("locked out", user.LockedOutUntil is { } until ? $"until {Printed.Time(until)}" : "no");
        yield return Row("password", user.HasPassword ? "set" : "none");
        yield return Row("two-step sign-in", user.HasSecondFactor ? "on" : "off");
        yield return Row("passkeys", user.Passkeys.Count == 0 ? "none" : string.Join(", ", user.Passkeys.Select(name => $"\"{Printed.Plain(name)}\"")));
        yield return Row("sessions", user.Sessions.Count == 0 ? "none" : "since " + string.Join(", ", user.Sessions.Select(Printed.Time)));
        yield return Row("codes and tokens", user.Grants.ToString(CultureInfo.InvariantCulture));
    }

    private static string Row(string what, string value) => $"  {what,-17} {value}";
}
