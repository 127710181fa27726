namespace IdentityHost.Coherence;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Node {NodeId} listens to announcements; what is remembered may be used.")]
    public static partial void Listening(this ILogger logger, Guid nodeId);

    [LoggerMessage(2, LogLevel.Warning, "Announcements can't be listened to, so nothing is remembered: {Reason}")]
    public static partial void NotListening(this ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Debug, "This node's lease was not removed; other nodes will do so: {Reason}")]
    public static partial void LeaseNotGivenUp(this ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Warning, "The nodes can't be asked whether they heard of a revocation; it is waited until every lease has lapsed: {Reason}")]
    public static partial void RoundFailed(this ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Nodes} node(s) did not acknowledge a revocation; it was waited until their leases had lapsed.")]
    public static partial void NotAcknowledged(this ILogger logger, int nodes);

    [LoggerMessage(6, LogLevel.Information, "Node {NodeId} is gone; nobody waits for it any more.")]
    public static partial void DeadNodeRemoved(this ILogger logger, Guid nodeId);

    [LoggerMessage(7, LogLevel.Debug, "Nodes that are gone could not be looked for; it is tried again: {Reason}")]
    public static partial void DeadNodesNotRemoved(this ILogger logger, string reason);
}
