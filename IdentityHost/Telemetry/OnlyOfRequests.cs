using System.Diagnostics;
using OpenTelemetry;

namespace IdentityHost.Telemetry;

/// <summary>
/// Keeps the statements of no request to itself: renewals of the lease, removal of what expired, and statements that requests share. Of them
/// there are metrics.
/// </summary>
internal sealed class OnlyOfRequests : BaseProcessor<Activity>
{
    public const string Source = "Npgsql";

    public override void OnEnd(Activity data)
    {
        if (data.ParentId is null && string.Equals(data.Source.Name, Source, StringComparison.Ordinal))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
