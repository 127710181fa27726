using Bench.Coherence.History;
using Npgsql;

namespace Bench.Coherence.Work;

/// <summary>
/// An administrator with psql, who switches a user or a client off and on again. Nobody tells them when every node knows, but by then no lease can be in
/// force that has not heard of it.
/// </summary>
internal sealed class SwitchLife(Workplace place, NpgsqlDataSource database, Dice dice)
{
    private const string User = "switched";
    private const string Client = "service-switched";

    // 1.1 times the length of a lease: what a revocation waits at most.
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(2.2);

    /// <param name="KnownOn">How long after it every node knows. That a user is disabled is not remembered; that a client is may be.</param>
    private sealed record Switch(string What, string Off, string On, TimeSpan KnownOn);

    private static readonly Switch OfUser = new(
        Means.UserDisabled,
        $"""UPDATE "Users" SET "Disabled" = true WHERE "Id" = '{User}'""",
        $"""UPDATE "Users" SET "Disabled" = false WHERE "Id" = '{User}'""",
        TimeSpan.Zero);

    private static readonly Switch OfClient = new(
        Means.ClientDisabled,
        $"""UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = '{Client}'""",
        $"""UPDATE "Clients" SET "Enabled" = true WHERE "ClientId" = '{Client}'""",
        Known);

    // Those of former rounds are switched as well.
    private readonly List<HeldToken> _ofUser = [];
    private readonly List<HeldToken> _ofClient = [];

    public async Task RunAsync(CancellationToken stopping)
    {
        using var person = new Person(place.Http, place.Recorder, dice, User);
        while (!stopping.IsCancellationRequested)
        {
            var isUser = dice.Chance(0.5);
            var (what, tokens) = isUser ? (OfUser, _ofUser) : (OfClient, _ofClient);
            var former = tokens.Count;
            await (isUser ? IssueToPersonAsync(person) : IssueToServiceAsync());
            await TurnAsync(what, tokens, [.. tokens.Skip(former)]);
        }
    }

    private async Task TurnAsync(Switch what, List<HeldToken> tokens, List<HeldToken> recent)
    {
        await place.AskEverywhereAsync(recent);
        var begin = place.Recorder.Now;
        var operation = place.Recorder.NewOperation();
        await ExecuteAsync(what.Off);
        await Task.Delay(Known, CancellationToken.None);
        place.Recorder.Add(new Revoked(operation, -1, begin, place.Recorder.Now, [.. tokens.Select(token => token.Id)], what.What, Acknowledged: true));
        await place.AskEverywhereAsync(recent);

        begin = place.Recorder.Now;
        await ExecuteAsync(what.On);
        await Task.Delay(what.KnownOn, CancellationToken.None);
        place.Recorder.Add(new Restored(place.Recorder.NewOperation(), -1, begin, place.Recorder.Now, operation, Acknowledged: true));
        await place.AskEverywhereAsync(recent);
    }

    private async Task IssueToPersonAsync(Person person)
    {
        foreach (var client in new[] { "app", "app-jwt" })
        {
            if (await person.AuthorizeAsync(place.Http.AnyNode(dice), client) is { } family
                && await place.Tokens.RedeemAsync(place.Http.AnyNode(dice), family) is { } grant)
                Add(_ofUser, grant.Access);
        }
    }

    private async Task IssueToServiceAsync()
    {
        if (await place.Tokens.OwnTokenAsync(place.Http.AnyNode(dice), Client) is { } token)
            Add(_ofClient, token);
    }

    private void Add(List<HeldToken> tokens, HeldToken token)
    {
        tokens.Add(token);
        place.Show(token, dice);
    }

    // Until it is known to have happened: twice is the same as once.
    private async Task ExecuteAsync(string sql)
    {
        while (true)
        {
            try
            {
#pragma warning disable CA2100 // Constants of this class.
                await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
    }
}
