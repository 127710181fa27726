using System.Globalization;
using Bench.Coherence.History;
using Bench.Coherence.Work;

namespace Bench.Coherence.Run;

/// <summary>After the last fault everything has to work again, on every node, and soon.</summary>
internal sealed class Recovery(Workplace place)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <returns>What does not work.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var end = place.Recorder.Now + Bound;
        var failed = new List<string>();
        for (var node = 0; node < place.Nodes; node++)
        {
            while (!await WorksAsync(node) && place.Recorder.Now < end)
                await Task.Delay(200);
            if (place.Recorder.Now >= end)
                failed.Add(string.Create(CultureInfo.InvariantCulture, $"node {node} did not work again within {Bound.TotalSeconds} s"));
        }

        return failed;
    }

    /// <summary>A token is issued, found active by every node at both routes, and revoked; no request goes unanswered.</summary>
    private async Task<bool> WorksAsync(int node)
    {
        var before = place.Recorder.NewOperation();
        var works = await place.Tokens.OwnTokenAsync(node, "service") is { } token
            && await AskAsync(token)
            && await place.Revocation.RevokeAsync(node, token, "access_token", token)
            && await AskAsync(token);
        return works && !place.Recorder.Entries.Any(entry => entry is Unanswered && entry.Operation > before);
    }

    private async Task<bool> AskAsync(HeldToken token)
    {
        await place.AskEverywhereAsync(token);
        return true;
    }
}
