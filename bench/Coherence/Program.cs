using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Bench.Coherence.Faults;
using Bench.Coherence.History;
using Bench.Coherence.Machines;
using Bench.Coherence.Run;

if (args is [BrokenNode.Command, .. var hostArguments])
{
    await BrokenNode.RunAsync(hostArguments);
    return 0;
}

var duration = new Option<TimeSpan>("--duration")
{
    Description = "From then on no new round of faults begins: 10m, 90s, 2h. The first round is a whole one.",
    DefaultValueFactory = _ => TimeSpan.FromSeconds(30),
    CustomParser = argument => ParseDuration(argument.Tokens.Single().Value, argument.AddError),
};
var seed = new Option<ulong>("--seed")
{
    Description = "Repeats what a run with this seed did, as far as the machine lets it.",
    DefaultValueFactory = _ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
};
var nodes = new Option<int>("--nodes") { Description = "How many hosts.", DefaultValueFactory = _ => 3 };
var brokenLease = new Option<bool>("--broken-lease") { Description = "Hosts whose lease never runs out: shows that the checker finds out." };
var faults = new Option<string>("--faults")
{
    Description = "Only faults whose name contains this: " + string.Join("; ", FaultPlan.All.Select(fault => fault.Name)),
    DefaultValueFactory = _ => "",
};
var historyFile = new Option<string?>("--history") { Description = "A file into which every entry of the history is written." };
var command = new RootCommand("Runs hosts on one PostgreSQL while both fail, and looks for answers that must never be. Exit code 1: there were some.")
{
    duration, seed, nodes, faults, brokenLease, historyFile,
};
command.SetAction(async (parsed, ct) =>
{
    var options = new RunOptions
    {
        Duration = parsed.GetValue(duration),
        Seed = parsed.GetValue(seed),
        Nodes = parsed.GetValue(nodes),
        Faults = [.. FaultPlan.All.Where(fault => fault.Name.Contains(parsed.GetValue(faults)!, StringComparison.OrdinalIgnoreCase))],
        Program = parsed.GetValue(brokenLease) ? NodeProgram.WithBrokenLease : NodeProgram.Deployed,
    };
    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}"));
    var result = await CoherenceRun.RunAsync(options, ct);
    if (parsed.GetValue(historyFile) is { } file)
        await File.WriteAllLinesAsync(file, result.History.OrderBy(entry => entry.Begin).Select(entry => entry is Revoked revoked ? $"{entry} of {string.Join(' ', revoked.Tokens)}" : entry.ToString()), ct);
    await Report.WriteAsync(result, Console.Out);
    return result.Passed ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();

static TimeSpan ParseDuration(string text, Action<string> refuse)
{
    var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
    if (unit > 0 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        return TimeSpan.FromSeconds(number * unit);
    refuse($"'{text}' is no duration: a number and s, m or h.");
    return default;
}
