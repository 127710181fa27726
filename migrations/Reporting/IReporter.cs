namespace IdentityHost.Migrations.Reporting;

/// <summary>Where results go: a terminal shows progress, anything else gets plain lines.</summary>
internal interface IReporter
{
    void Line(string text);

    /// <summary>Runs work of several steps.</summary>
    /// <param name="work">Calls its argument with a step's name when the step begins.</param>
    Task RunAsync(int steps, Func<Action<string>, Task> work);
}
