namespace IdentityHost.Coherence;

/// <summary>
/// Whoever has taken access away says so here, after the commit. Until every node has heard of it (or may not answer from memory any more, which
/// takes 2.2 seconds at most), nobody is told that it was done.
/// </summary>
public sealed class RevocationBarrier
{
    private static readonly object Key = new();

    private readonly BarrierRounds _rounds;
    private readonly IHttpContextAccessor _accessor;
    private readonly Lock _creating = new();

    internal RevocationBarrier(BarrierRounds rounds, IHttpContextAccessor accessor) => (_rounds, _accessor) = (rounds, accessor);

    /// <summary>
    /// To be called after something was revoked, and when it turned out that there was nothing left to revoke: an earlier try may have
    /// committed and died before it could wait. Within a request it returns at once, and the answer waits before it begins; elsewhere it
    /// returns when the wait is over. It never fails.
    /// </summary>
    public async Task AccessRevokedAsync()
    {
        if (_accessor.HttpContext is not { } context || !TryWaitAtStart(context))
            await _rounds.WaitAsync();
    }

    /// <summary>Waits now for what this request revoked: before somebody else than the one who asked is told of it.</summary>
    public Task SettleAsync() => _accessor.HttpContext is { } context ? Of(context).SettleAsync() : Task.CompletedTask;

    private bool TryWaitAtStart(HttpContext context)
    {
        if (context.Response.HasStarted)
            return false;
        var revocations = Of(context);
        if (!revocations.Add())
            return true;
        try
        {
            context.Response.OnStarting(static state => SettleAtStartAsync((HttpContext)state), context);
            return true;
        }
        // It began just now.
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A failure tells nobody that anything was revoked, so it has nothing to wait for.</summary>
    private static Task SettleAtStartAsync(HttpContext context) =>
        context.Response.StatusCode >= StatusCodes.Status500InternalServerError
            ? Task.CompletedTask
            : ((RequestRevocations)context.Items[Key]!).SettleAtStartAsync();

    private RequestRevocations Of(HttpContext context)
    {
        // A request may do several things at once.
        lock (_creating)
        {
            if (context.Items[Key] is not RequestRevocations revocations)
                context.Items[Key] = revocations = new RequestRevocations(_rounds.WaitAsync);
            return revocations;
        }
    }
}
