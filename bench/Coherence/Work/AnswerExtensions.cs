using System.Globalization;
using Bench.Coherence.History;

namespace Bench.Coherence.Work;

internal static class AnswerExtensions
{
    private const int MostOfABody = 200;

    /// <summary>Takes down an answer that was not the one asked for: no answer is an outage, any other breaks a rule.</summary>
    public static void AddFailure(this Recorder recorder, Answer answer, string what)
    {
        var status = answer.Status is { } code ? ((int)code).ToString(CultureInfo.InvariantCulture) : "nothing";
        var body = answer.Body.Length > MostOfABody ? answer.Body[..MostOfABody] : answer.Body;
        recorder.Add(answer.IsNone
            ? new Unanswered(answer.Operation, answer.Node, answer.Begin, answer.End, $"{what}: {status}")
            : new Unexpected(answer.Operation, answer.Node, answer.Begin, answer.End, what, $"{status} {body}"));
    }

    /// <summary>Takes down an attempt to take access away.</summary>
    public static void AddRevocation(this Recorder recorder, Answer answer, IEnumerable<HeldToken> gone, string by, bool acknowledged)
    {
        recorder.Add(new Revoked(answer.Operation, answer.Node, answer.Begin, answer.End, [.. gone.Select(token => token.Id)], by, acknowledged));
        if (!acknowledged)
            recorder.AddFailure(answer, by);
    }
}
