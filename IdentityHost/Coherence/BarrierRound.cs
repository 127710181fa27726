namespace IdentityHost.Coherence;

/// <summary>One announcement that every node with a lease is to acknowledge, on behalf of all who wait for it.</summary>
internal sealed class BarrierRound
{
    private readonly TaskCompletionSource<bool> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>When the last of those who wait joined it, by the monotonic clock.</summary>
    public long LastJoined { get; set; }

    /// <summary>True: every node has acknowledged it, or is gone. False: nobody can be helped by it any more.</summary>
    public Task<bool> End => _end.Task;

    public void Complete(bool acknowledged) => _end.TrySetResult(acknowledged);
}
