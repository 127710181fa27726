using System.Globalization;
using System.Text;

namespace IdentityHost.Bench.LoadBench.Load;

/// <summary>What wrk sends: a form, the same each time or one of many in turn.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Authorization">The header.</param>
/// <param name="Bodies">The forms.</param>
internal sealed record LoadRequest(Uri Target, string Authorization, IReadOnlyList<string> Bodies)
{
    private const string ContentType = "application/x-www-form-urlencoded";

    public static string Basic(string id, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));

    /// <summary>The same with only the first form.</summary>
    public LoadRequest One() => this with { Bodies = [Bodies[0]] };

    /// <summary>The script for wrk. It takes the number of the form to begin with, and prints one line that <see cref="Wrk"/> reads.</summary>
    /// <param name="bodiesFile">Where the forms are, one a line.</param>
    /// <param name="thinkMilliseconds">Mean time between an answer and the connection's next request.</param>
    public string Script(string bodiesFile, double thinkMilliseconds)
    {
        var script = new StringBuilder().Append(CultureInfo.InvariantCulture, $$"""
            wrk.method = "POST"
            wrk.headers["Authorization"] = "{{Authorization}}"
            wrk.headers["Content-Type"] = "{{ContentType}}"

            """);
        if (Bodies.Count == 1)
            script.Append(CultureInfo.InvariantCulture, $"""
                wrk.body = "{Bodies[0]}"

                """);
        else
            script.Append(CultureInfo.InvariantCulture, $$"""
                local requests, count, last = {}, 0, 0
                function init(args)
                  for body in io.lines("{{bodiesFile}}") do count = count + 1; requests[count] = wrk.format(nil, nil, nil, body) end
                  last = tonumber(args[1] or 0)
                end
                function request()
                  last = last % count + 1
                  return requests[last]
                end

                """);
        if (thinkMilliseconds > 0)
            script.Append(CultureInfo.InvariantCulture, $$"""
                -- wrk's timers count whole milliseconds: chance between two of them gives the mean.
                local whole = math.floor({{thinkMilliseconds}})
                local part = {{thinkMilliseconds}} - whole
                function delay()
                  if math.random() < part then return whole + 1 end
                  return whole
                end

                """);
        script.Append("""
            function done(summary, latency)
              local e = summary.errors
              io.write(string.format("measured %d %d %d %d %d %d %d\n", summary.requests, summary.duration, summary.bytes, e.status,
                e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
            end

            """);
        return script.ToString();
    }
}
