namespace IdentityHost.Bench.LoadBench.Load;

/// <summary>One run of wrk.</summary>
/// <param name="Requests">Answers that came.</param>
/// <param name="Duration">From first to last.</param>
/// <param name="Bytes">Of all answers, with their headers.</param>
/// <param name="Refused">Answers that were neither 2xx nor 3xx.</param>
/// <param name="Broken">Connections that failed, and answers that did not come in time.</param>
/// <param name="P50">The median of the answers' latency.</param>
/// <param name="P99">What 99 of 100 answers did not take longer than.</param>
internal sealed record WrkResult(long Requests, TimeSpan Duration, long Bytes, long Refused, long Broken, TimeSpan P50, TimeSpan P99)
{
    public double PerSecond => Requests / Duration.TotalSeconds;

    public double BytesPerAnswer => (double)Bytes / Requests;
}
