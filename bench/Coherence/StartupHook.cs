using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

/// <summary>
/// Runs inside each node before the host does (DOTNET_STARTUP_HOOKS), so that the deployed program is measured as it is: writes the host's meters into
/// a file, and ends the node when the program that started it is gone. .NET wants this name, without a namespace.
/// </summary>
#pragma warning disable MA0047, S3903 // .NET looks for it there.
internal static class StartupHook
#pragma warning restore MA0047, S3903
{
    /// <summary>Where the meters go: a path, to which the process's number and <c>.meters</c> are added.</summary>
    public const string MetersVariable = "COHERENCE_METERS";

    /// <summary>The number of the process without which the node ends.</summary>
    public const string OwnerVariable = "COHERENCE_OWNER";

    private const string Meters = "IdentityHost.";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly ConcurrentDictionary<string, long> Totals = new(StringComparer.Ordinal);

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(MetersVariable) is not { Length: > 0 } path)
            return;
        // What the node starts in its turn is none.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        var owner = Environment.GetEnvironmentVariable(OwnerVariable);
        var file = string.Create(CultureInfo.InvariantCulture, $"{path}-{Environment.ProcessId}.meters");
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(Meters, StringComparison.Ordinal) && instrument is Counter<long> or Counter<int>)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Totals.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Totals.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        _ = TickAsync(file, owner);
    }

    private static async Task TickAsync(string file, string? owner)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync())
        {
            if (owner is not null && !Directory.Exists($"/proc/{owner}"))
                Environment.Exit(1);
            var lines = Totals.Select(total => string.Create(CultureInfo.InvariantCulture, $"{total.Key} {total.Value}"));
            await File.WriteAllLinesAsync(file, lines);
        }
    }
}
