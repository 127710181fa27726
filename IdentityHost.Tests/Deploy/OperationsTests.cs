using System.Text.RegularExpressions;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace IdentityHost.Tests.Deploy;

/// <summary>Whoever follows deploy/operations.md at night finds settings that exist, statements that work and links that lead somewhere.</summary>
public sealed partial class OperationsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Guide = "deploy/operations.md";

    private static readonly string Text = File.ReadAllText(RepositoryFolder.PathOf(Guide));

    /// <summary>Names in what programs printed are not the guide's.</summary>
    public static TheoryData<string> Settings =>
        [.. SettingName().Matches(PrintedText().Replace(Text, "")).Select(m => m.Value.TrimEnd(':', '_')).Distinct(StringComparer.Ordinal)];

    /// <summary>The guide's own, and those to it from everywhere else.</summary>
    public static TheoryData<string, string> Links
    {
        get
        {
            var data = new TheoryData<string, string>();
            string[] others = ["README.md", "CONTRIBUTING.md", "migrations/README.md", "bench/Coherence/README.md"];
            foreach (var file in others.Append(Guide))
            {
                foreach (var link in Link().Matches(Read(file)).Select(m => m.Groups["target"].Value).Distinct(StringComparer.Ordinal))
                {
                    if (!link.Contains("://", StringComparison.Ordinal) && (file == Guide || link.Contains("operations.md", StringComparison.Ordinal)))
                        data.Add(file, link);
                }
            }

            // Alerts name the guide as it stands in deploy/: Prometheus shows the text, and no page that it would be relative to.
            foreach (var link in RunbookLink().Matches(Read("deploy/grafana/alerts.yaml")).Select(m => m.Groups["target"].Value))
                data.Add("deploy/alerts", link);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_that_is_named_is_one(string name)
    {
        var key = name.Replace("__", ":");
        if (key.Split(':') is ["ConnectionStrings", var connection])
        {
            connection.ShouldBeOneOf(IdentityHostSettings.ConnectionStringName, IdentityHostSettings.NotificationsConnectionStringName);
            return;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, null)]).Build();
        SettingsReader.Check(configuration.GetSection(IdentityHostSettings.Section), typeof(IdentityHostSettings)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void Every_link_leads_somewhere(string file, string link)
    {
        var parts = link.Split('#');
        var target = parts[0].Length == 0 ? file : Path.GetRelativePath(
            RepositoryFolder.Root, Path.GetFullPath(Path.Combine(RepositoryFolder.Root, Path.GetDirectoryName(file)!, parts[0])));

        Path.Exists(RepositoryFolder.PathOf(target)).ShouldBeTrue();
        if (parts.Length > 1)
            Anchors(target).ShouldContain(parts[1]);
    }

    [Fact]
    public void Every_runbook_is_an_alerts()
    {
        var alerts = AlertName().Matches(Read("deploy/grafana/alerts.yaml")).Select(m => m.Groups["name"].Value);

        Headings(Text).Where(h => h.StartsWith("Alert: ", StringComparison.Ordinal)).Select(h => h["Alert: ".Length..]).ShouldBe(alerts);
    }

    [Fact]
    public void The_readme_leads_to_the_guide()
    {
        Read("README.md").ShouldContain($"]({Guide})");
    }

    [Fact]
    public async Task Every_statement_is_accepted()
    {
        var blocks = SqlBlock().Matches(Text).Select(m => m.Groups["sql"].Value).ToList();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();

        blocks.Count.ShouldBeGreaterThan(10);
        foreach (var block in blocks)
        {
            await using var transaction = await connection.BeginTransactionAsync();
#pragma warning disable CA2100 // The guide's own.
            await using var command = new NpgsqlCommand(TransactionStatement().Replace(block, ""), connection, transaction);
#pragma warning restore CA2100
            await Should.NotThrowAsync(() => command.ExecuteNonQueryAsync(), block);
            await transaction.RollbackAsync();
        }
    }

    private static string Read(string file) => File.ReadAllText(RepositoryFolder.PathOf(file));

    /// <summary>As GitHub makes them of headings.</summary>
    private static IEnumerable<string> Anchors(string file) =>
        Headings(Read(file)).Select(h => NotInAnchor().Replace(h.ToLowerInvariant(), "").Replace(' ', '-'));

    private static IEnumerable<string> Headings(string text) =>
        Heading().Matches(CodeBlock().Replace(text, "")).Select(m => m.Groups["text"].Value);

    [GeneratedRegex("(?<![A-Za-z0-9_])(IdentityHost|ConnectionStrings)(:|__)[A-Za-z0-9_:]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex("^```text\n.*?^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex PrintedText();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^ *```sql\n(?<sql>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SqlBlock();

    [GeneratedRegex("^(BEGIN|COMMIT);$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TransactionStatement();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"runbook_url: (?<target>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunbookLink();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertName();

    [GeneratedRegex("^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("[^a-z0-9 _-]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();
}
