using System.CommandLine;
using System.Runtime.InteropServices;
using IdentityHost.Bench.LoadBench;

using var stopping = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var mode = new Option<BenchMode>("--mode") { DefaultValueFactory = _ => BenchMode.Default };
var connection = new Option<string>("--connection") { Required = true };
var largeConnection = new Option<string>("--large-connection") { DefaultValueFactory = _ => "" };
var programs = new Option<string>("--programs") { Required = true };
var wrk = new Option<string>("--wrk") { Required = true };
var peer = new Option<string>("--peer") { Required = true };
var work = new Option<string>("--work") { Required = true };
var output = new Option<string>("--output") { Required = true };
var machine = new Option<string>("--machine") { DefaultValueFactory = _ => "" };
var command = new RootCommand("Measures what bench/run has built; called by it.") { mode, connection, largeConnection, programs, wrk, peer, work, output, machine };
command.SetAction(async (parsed, ct) => await Bench.RunAsync(
    new BenchOptions(
        parsed.GetValue(mode),
        parsed.GetRequiredValue(connection),
        parsed.GetValue(largeConnection)!,
        parsed.GetRequiredValue(programs),
        parsed.GetRequiredValue(wrk),
        parsed.GetRequiredValue(peer),
        parsed.GetRequiredValue(work),
        parsed.GetRequiredValue(output),
        parsed.GetValue(machine)!),
    ct));
return await command.Parse(args).InvokeAsync(configuration: null, stopping.Token);

// So that everything that was started is ended.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
