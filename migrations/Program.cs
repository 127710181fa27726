using System.Runtime.InteropServices;
using IdentityHost.Migrations;

using var stopping = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await MigrationsCommand.RunAsync(args, Console.Out, Console.Error, stopping.Token);

// The running transaction is rolled back before the process ends.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
