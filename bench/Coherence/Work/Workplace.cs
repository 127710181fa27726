using System.Collections.Concurrent;
using Bench.Coherence.History;

namespace Bench.Coherence.Work;

/// <summary>What all lives share: the ways to ask nodes, the tokens that readers ask about, and what runs beside them.</summary>
internal sealed class Workplace(Http http, Recorder recorder)
{
    private const int MostInBackground = 400;

    private static readonly bool[] BothRoutes = [false, true];

    private readonly ConcurrentDictionary<Task, bool> _background = new();
    private readonly ConcurrentQueue<HeldToken> _access = new();
    private readonly HeldToken?[] _read = new HeldToken?[200];
    private volatile HeldToken? _caller;

    public Http Http => http;

    public Recorder Recorder => recorder;

    public int Nodes => http.Nodes;

    public TokenEndpoint Tokens { get; } = new(http, recorder);

    public Introspection Introspection { get; } = new(http, recorder);

    public Revocation Revocation { get; } = new(http, recorder);

    /// <summary>With whose token the readers ask at Passport's route.</summary>
    public HeldToken? Caller
    {
        get => _caller;
        set => _caller = value;
    }

    /// <summary>Every access token of the run.</summary>
    public IReadOnlyCollection<HeldToken> Access => _access;

    /// <summary>From now on readers ask about it, until another takes its place.</summary>
    public void Show(HeldToken token, Dice dice)
    {
        _access.Enqueue(token);
        _read[dice.Below(_read.Length)] = token;
    }

    /// <summary>A token to ask about; null as long as there are few.</summary>
    public HeldToken? AnyToken(Dice dice) => _read[dice.Below(_read.Length)];

    /// <summary>Asks a node about a token, at either route.</summary>
    public Task AskAsync(int node, HeldToken token, bool passport, bool atRest = false) =>
        passport && Caller is { } caller
            ? Introspection.AskAsync(node, token, caller, atRest)
            : Introspection.AskAsync(node, token, atRest);

    /// <summary>Asks every node at every route, so that all remember what can be remembered.</summary>
    public Task AskEverywhereAsync(params IEnumerable<HeldToken> tokens) => Task.WhenAll(Everywhere(tokens));

    /// <summary>The same, without waiting: a node may be paused. What was taken away a moment ago is asked about now.</summary>
    public void StartAsking(params IEnumerable<HeldToken> tokens)
    {
        if (_background.Count > MostInBackground)
            return;
        foreach (var task in Everywhere(tokens))
        {
            _background[task] = true;
            _ = task.ContinueWith(done => _background.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    /// <summary>Until all that was asked in the background is answered.</summary>
    public Task BackgroundAsync() => Task.WhenAll(_background.Keys);

    private IEnumerable<Task> Everywhere(IEnumerable<HeldToken> tokens) =>
        from token in tokens
        from node in Enumerable.Range(0, Nodes)
        from passport in BothRoutes
        select AskAsync(node, token, passport);
}
