using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// Keeps every span of every source of this process, with all tags, events and baggage, from its making to its disposal. Hosts of other
/// test classes may be among them.
/// </summary>
public sealed class CapturedTraces : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public CapturedTraces()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans that have ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    public void Dispose() => _listener.Dispose();

    /// <summary>Fails if any of the texts is anywhere in a span.</summary>
    public void ShouldNotContain(params string[] secrets)
    {
        foreach (var span in _spans)
        {
            var everything = Everything(span);
            foreach (var secret in secrets)
                everything.Contains(secret, StringComparison.Ordinal).ShouldBeFalse($"'{secret}' is in a span: {everything}");
        }
    }

    private static string Everything(Activity span)
    {
        var text = new StringBuilder().Append(span.Source.Name).Append(' ').Append(span.OperationName).Append(' ').Append(span.DisplayName)
            .Append(' ').Append(span.StatusDescription);
        foreach (var (name, value) in span.TagObjects)
            text.Append(' ').Append(name).Append('=').Append(value);
        foreach (var (name, value) in span.Baggage)
            text.Append(' ').Append(name).Append('=').Append(value);
        foreach (var happening in span.Events)
        {
            text.Append(' ').Append(happening.Name);
            foreach (var (name, value) in happening.Tags)
                text.Append(' ').Append(name).Append('=').Append(value);
        }

        return text.ToString();
    }
}
