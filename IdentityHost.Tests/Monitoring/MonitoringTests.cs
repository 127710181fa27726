using System.Text.Json;
using System.Text.RegularExpressions;
using IdentityHost.Tests.Deploy;
using IdentityHost.Tests.Infrastructure;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Monitoring;

/// <summary>deploy/grafana asks for metrics and labels that a running host has.</summary>
public sealed partial class MonitoringTests(RunningMeters meters) : IClassFixture<RunningMeters>
{
    // What a collector and Prometheus add.
    private static readonly string[] Added = ["job", "instance", "le"];

    public static TheoryData<string, string> Expressions
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in Alerts)
                data.Add($"{rule["alert"]}", $"{rule["expr"]}");
            foreach (var panel in Panels.Where(p => p.TryGetProperty("targets", out _)))
            {
                foreach (var target in panel.GetProperty("targets").EnumerateArray())
                    data.Add($"{panel.GetProperty("title")} {target.GetProperty("refId")}", target.GetProperty("expr").GetString()!);
            }

            return data;
        }
    }

    private static YamlSequenceNode Alerts => (YamlSequenceNode)Manifest.Parse(Read("alerts.yaml"))["groups"][0]["rules"];

    private static IEnumerable<JsonElement> Panels => JsonDocument.Parse(Read("identityhost.json")).RootElement.GetProperty("panels").EnumerateArray();

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Every_metric_and_every_label_is_one_of_the_hosts(string name, string expression)
    {
        name.ShouldNotBeEmpty();
        var query = PrometheusQuery.Parse(expression);

        query.Metrics.ShouldNotBeEmpty();
        query.Metrics.Except(meters.Metrics.Keys).ShouldBeEmpty();
        query.Selected.Where(s => !Labels([s.Metric]).Contains(s.Label)).ShouldBeEmpty();
        query.Grouped.Except(Labels(query.Metrics)).ShouldBeEmpty();
        // Another service in the same Prometheus has most of these metrics too.
        query.Metrics.ShouldAllBe(m => query.Selected.Contains(ValueTuple.Create(m, "job")));
    }

    [Fact]
    public void Every_metric_of_the_hosts_own_is_shown()
    {
        var shown = Expressions.Select(row => (string)row[1]).SelectMany(e => PrometheusQuery.Parse(e).Metrics).Select(WithoutSuffix).ToHashSet();

        meters.Metrics.Keys.Where(m => m.StartsWith("identityhost_", StringComparison.Ordinal)).Select(WithoutSuffix).Distinct().Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public void Every_alert_says_what_it_is_and_where_is_written_what_to_do()
    {
        Alerts.Children.Count.ShouldBeGreaterThan(10);
        foreach (var rule in Alerts)
        {
            $"{rule["labels"]["severity"]}".ShouldBeOneOf("critical", "warning", "info");
            $"{rule["annotations"]["summary"]}".ShouldEndWith(".");
            $"{rule["annotations"]["runbook_url"]}".ShouldBe($"operations.md#alert-{$"{rule["alert"]}".ToLowerInvariant()}");
        }
    }

    /// <summary>Of those that promtool tries. It is Debian's, and this asks for no more than the file.</summary>
    [Fact]
    public void Every_alert_has_a_case_in_which_it_goes_off()
    {
        var cases = ((YamlSequenceNode)Manifest.Parse(Read("alerts.test.yaml"))["tests"])
            .SelectMany(test => (YamlSequenceNode)test["alert_rule_test"])
            .Where(rule => ((YamlSequenceNode)rule["exp_alerts"]).Children.Count > 0)
            .Select(rule => $"{rule["alertname"]}");

        Alerts.Select(rule => $"{rule["alert"]}").Except(cases).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_ask_for_the_service_that_the_deployment_says_it_is()
    {
        var service = Kustomization.All.SelectMany(k => k.Literals).Single(l => l.Name == "OTEL_SERVICE_NAME").Value;

        Alerts.SelectMany(rule => Jobs().Matches($"{rule["expr"]}")).Select(m => m.Groups["job"].Value).Distinct().ShouldBe([service]);
    }

    [Fact]
    public void The_alert_about_memory_comes_before_the_limit()
    {
        var rule = Alerts.Single(r => $"{r["alert"]}" == "IdentityHostMemory");
        var limit = Workload.Host.Spec.Template.Spec.Containers.Single().Resources.Limits["memory"].ToDecimal();

        decimal.Parse($"{rule["expr"]}".Split('>')[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(limit * 0.8m, limit * 0.95m);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", "Histogram", "http_server_request_duration_seconds")]
    [InlineData("identityhost.token_cache.bytes", "By", "Gauge", "identityhost_token_cache_bytes")]
    [InlineData("identityhost.token_cache.hits", "{token}", "Counter", "identityhost_token_cache_hits_total")]
    [InlineData("system.cpu.utilization", "1", "Gauge", "system_cpu_utilization_ratio")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", "Counter", "dotnet_gc_heap_allocated_bytes_total")]
    [InlineData("kestrel.active_connections", "{connection}", "UpDownCounter", "kestrel_active_connections")]
    public void Names_are_converted_as_a_collector_does(string name, string unit, string kind, string expected)
    {
        PrometheusNames.Of(name, unit, kind).ShouldBe(expected);
    }

    private static string Read(string file) => File.ReadAllText(RepositoryFolder.PathOf($"deploy/grafana/{file}"));

    private static string WithoutSuffix(string metric) => Suffix().Replace(metric, "");

    private HashSet<string> Labels(IEnumerable<string> metrics) =>
        [.. Added, .. metrics.Where(meters.Metrics.ContainsKey).SelectMany(m => meters.Metrics[m])];

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();

    [GeneratedRegex("job=\"(?<job>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Jobs();
}
