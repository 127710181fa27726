using System.Net;

namespace Bench.Coherence.Work;

/// <summary>What came of one request.</summary>
/// <param name="Status">Null: nothing came.</param>
/// <param name="Body">The whole body; without an answer, why there is none.</param>
/// <param name="Location">Where a redirect leads.</param>
internal sealed record Answer(long Operation, int Node, TimeSpan Begin, TimeSpan End, HttpStatusCode? Status, string Body, Uri? Location)
{
    /// <summary>It promises nothing: what was asked for may have happened or not.</summary>
    public bool IsNone => Status is null or HttpStatusCode.ServiceUnavailable;

    public bool IsOk => Status is HttpStatusCode.OK;
}
