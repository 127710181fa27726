using Spectre.Console;

namespace IdentityHost.Migrations.Reporting;

/// <summary>A progress bar while work runs, colours where something is added, changed or removed.</summary>
internal sealed class TerminalReporter(IAnsiConsole console) : IReporter
{
    public void Line(string text) => console.Write(new Text(text + Environment.NewLine, StyleOf(text.TrimStart())));

    public async Task RunAsync(int steps, Func<Action<string>, Task> work)
    {
        if (steps == 0)
        {
            await work(_ => { });
            return;
        }

        await console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("waiting for other runs", maxValue: steps);
                var begun = 0;
                await work(step =>
                {
                    task.Description = Markup.Escape(step);
                    task.Value = begun++;
                });
                task.Value = steps;
            });
    }

    private static Style StyleOf(string text) => text switch
    {
        ['+', ' ', ..] => new Style(Color.Green),
        ['~', ' ', ..] => new Style(Color.Yellow),
        ['-', ' ', ..] => new Style(Color.Red),
        _ => Style.Plain,
    };
}
