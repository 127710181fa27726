namespace IdentityHost.Throttling;

/// <summary>
/// Lets so many work at once. The others wait in a line for each sender, and the lines take turns: who sends a thousand requests waits
/// behind the thousand, and nobody else does. Lines are bounded in length and time.
/// </summary>
/// <param name="turns">How many work at once.</param>
/// <param name="longestLine">Most that wait for one sender.</param>
/// <param name="mostWaiting">Most that wait for all.</param>
/// <param name="longestWait">Who has waited for so long is refused.</param>
internal sealed class FairQueue(int turns, int longestLine, int mostWaiting, TimeSpan longestWait, TimeProvider time)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, LinkedList<TaskCompletionSource>> _lines = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private int _free = turns;
    private int _waiting;

    /// <summary>How many wait.</summary>
    internal int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a turn. False: too many wait, or it took too long. Who gets true calls <see cref="Leave"/> afterwards.</summary>
    internal async Task<bool> EnterAsync(string sender, CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (_changing)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            if (TakePlace(sender) is not { } taken)
                return false;
            place = taken;
        }

        try
        {
            await place.Value.Task.WaitAsync(longestWait, time, ct);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The turn may have come in this very moment: then it is somebody else's.
            if (!GiveUp(sender, place))
                Leave();
            ct.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Gives the turn to who is next.</summary>
    internal void Leave()
    {
        TaskCompletionSource next;
        lock (_changing)
        {
            if (_waiting == 0)
            {
                _free++;
                _lines.Clear();
                _order.Clear();
                return;
            }

            next = TakeNext();
        }

        next.SetResult();
    }

    private LinkedListNode<TaskCompletionSource>? TakePlace(string sender)
    {
        if (_waiting >= mostWaiting)
            return null;
        if (!_lines.TryGetValue(sender, out var line))
        {
            if (_lines.Count >= mostWaiting)
                return null;
            line = [];
            _lines.Add(sender, line);
            _order.Enqueue(sender);
        }

        if (line.Count >= longestLine)
            return null;
        _waiting++;
        return line.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    /// <summary>A line keeps its place until its turn comes, even if all in it have given up: else whoever gives up gets turns for it.</summary>
    private TaskCompletionSource TakeNext()
    {
        while (true)
        {
            var sender = _order.Dequeue();
            var line = _lines[sender];
            var first = line.First;
            if (first is not null)
            {
                line.RemoveFirst();
                _waiting--;
            }

            if (line.Count > 0)
                _order.Enqueue(sender);
            else
                _lines.Remove(sender);
            if (first is not null)
                return first.Value;
        }
    }

    /// <summary>False: the turn was given already.</summary>
    private bool GiveUp(string sender, LinkedListNode<TaskCompletionSource> place)
    {
        lock (_changing)
        {
            if (place.List is null)
                return false;
            _lines[sender].Remove(place);
            _waiting--;
            return true;
        }
    }
}
