namespace IdentityHost.Migrations.Reporting;

/// <summary>Plain lines: for logs, pipes and tests.</summary>
internal sealed class PlainReporter(TextWriter output) : IReporter
{
    public void Line(string text) => output.WriteLine(text);

    // A step's result is a line of its own; that it begins is news for a terminal only.
    public Task RunAsync(int steps, Func<Action<string>, Task> work) => work(_ => { });
}
