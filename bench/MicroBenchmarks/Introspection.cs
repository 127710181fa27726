using System.Text.Json;

namespace Bench.Micro;

/// <summary>One question that is asked again and again.</summary>
internal sealed class Introspection(CalledServer server, Request request)
{
    // Until the node has its lease, nothing is remembered.
    private const int Warmup = 2000;

    public Task AskAsync() => server.SendAsync(request);

    /// <summary>Asks until the code is warm, and looks at the answer.</summary>
    public async Task CheckAsync()
    {
        await Task.Delay(1000);
        for (var i = 0; i < Warmup; i++)
            await AskAsync();
        using var answer = JsonDocument.Parse(request.Answer);
        if (request.Status != StatusCodes.Status200OK || !answer.RootElement.GetProperty("active").GetBoolean())
            throw new InvalidOperationException($"The token was not found active: {request.Status} {request.Answer}");
    }
}
