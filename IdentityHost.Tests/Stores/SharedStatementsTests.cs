using System.Collections.Concurrent;
using IdentityHost.Data;
using IdentityHost.Outcomes;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Stores;

/// <summary>Who shares a statement with whom, with statements that end when the test says so.</summary>
public sealed class SharedStatementsTests
{
    private readonly ConcurrentQueue<Statement> _sent = new();
    private readonly SharedStatements<int, string> _statements;

    public SharedStatementsTests() => _statements = new(SendAsync, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Nobody_joins_a_statement_that_was_sent()
    {
        var first = await FillAsync();
        var late = _statements.AskAsync(100, default);
        var later = _statements.AskAsync(101, default);
        await Task.Delay(50);
        _sent.Count.ShouldBe(first.Count);

        first[0].Answer.SetResult(one => $"early {one}");
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 1));

        first.ShouldAllBe(statement => statement.Asked.Count == 1);
        var shared = _sent.Last();
        shared.Asked.ShouldBe([100, 101]);
        shared.Answer.SetResult(one => $"late {one}");
        (await late, await later).ShouldBe(("late 100", "late 101"));
    }

    [Fact]
    public async Task One_statement_takes_64_at_most_in_the_order_of_their_coming()
    {
        var first = await FillAsync();
        var waiting = Enumerable.Range(100, 65).Select(i => _statements.AskAsync(i, default)).ToArray();

        first[0].Answer.SetResult(_ => "");
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 1));
        _sent.Last().Asked.ShouldBe(Enumerable.Range(100, 64));
        _sent.Last().Answer.SetResult(one => $"{one}");
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 2));
        _sent.Last().Asked.ShouldBe([164]);
        _sent.Last().Answer.SetResult(one => $"{one}");

        (await Task.WhenAll(waiting)).ShouldBe(Enumerable.Range(100, 65).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_failure_is_told_to_all_who_shared_it_and_to_nobody_else()
    {
        var first = await FillAsync();
        var together = new[] { _statements.AskAsync(100, default), _statements.AskAsync(101, default) };
        first[0].Answer.SetResult(_ => "");
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 1));

        _sent.Last().Answer.SetException(new InvalidOperationException("refused"));

        foreach (var one in together)
            (await Should.ThrowAsync<InvalidOperationException>(() => one)).Message.ShouldBe("refused");
        var next = _statements.AskAsync(102, default);
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 2));
        _sent.Last().Answer.SetResult(_ => "answered");
        (await next).ShouldBe("answered");
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        await FillAsync();
        using var gone = new CancellationTokenSource();
        var asked = _statements.AskAsync(100, gone.Token);

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Who_has_waited_too_long_behind_others_is_refused_and_not_asked_for()
    {
        var statements = new SharedStatements<int, string>(SendAsync, TimeSpan.FromSeconds(1));
        var first = await FillAsync(statements);
        var late = statements.AskAsync(100, default);
        await Task.Delay(1100);
        var punctual = statements.AskAsync(101, default);

        first[0].Answer.SetResult(_ => "");

        await Should.ThrowAsync<DatabaseUnavailableException>(() => late);
        await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == first.Count + 1));
        _sent.Last().Asked.ShouldBe([101]);
        _sent.Last().Answer.SetResult(_ => "answered");
        (await punctual).ShouldBe("answered");
    }

    private Task<Func<int, string>> SendAsync(IReadOnlyList<int> asked)
    {
        var statement = new Statement([.. asked]);
        _sent.Enqueue(statement);
        return statement.Answer.Task;
    }

    /// <summary>As many statements as are sent at once, of one asker each.</summary>
    private Task<List<Statement>> FillAsync() => FillAsync(_statements);

    private async Task<List<Statement>> FillAsync(SharedStatements<int, string> statements)
    {
        var atOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);
        for (var i = 0; i < atOnce; i++)
        {
            _ = statements.AskAsync(i, default);
            await Eventually.TrueAsync(() => Task.FromResult(_sent.Count == i + 1));
        }

        return [.. _sent];
    }

    private sealed record Statement(IReadOnlyList<int> Asked)
    {
        public TaskCompletionSource<Func<int, string>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
