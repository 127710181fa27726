using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace IdentityHost.Tests.Deploy;

/// <summary>deploy/compose.yaml and the Dockerfile, as far as they can be judged without a container engine.</summary>
public sealed partial class ComposeTests
{
    private const string Folder = "deploy";

    private static readonly string Text = File.ReadAllText(RepositoryFolder.PathOf("deploy/compose.yaml"));

    private static readonly Dictionary<string, Dictionary<string, object>> Services = ReadServices();

    public static TheoryData<string> ServiceNames => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_can_neither_write_nor_gain_rights_nor_take_the_whole_machine(string name)
    {
        var service = Services[name];

        service["read_only"].ShouldBe("true");
        ((List<object>)service["cap_drop"]).ShouldBe(["ALL"]);
        ((List<object>)service["security_opt"]).ShouldContain("no-new-privileges:true");
        service.ShouldContainKey("mem_limit");
        service.ShouldContainKey("pids_limit");
        ((Dictionary<object, object>)service["logging"]).ShouldContainKey("options");
    }

    [Fact]
    public void What_is_mounted_from_the_repository_is_there()
    {
        var mounted = Services.Values.SelectMany(s => s.TryGetValue("volumes", out var volumes) ? (List<object>)volumes : [])
            .Select(v => Default((string)v).Split(':')[0])
            .Where(source => source.StartsWith('.')).Distinct(StringComparer.Ordinal).ToList();

        mounted.ShouldNotBeEmpty();
        mounted.ShouldAllBe(source => Path.Exists(RepositoryFolder.PathOf($"{Folder}/{source}")));
    }

    [Fact]
    public void The_example_of_an_env_file_has_what_the_file_asks_for_and_nothing_else()
    {
        // What Compose itself reads.
        string[] own = ["COMPOSE_PROFILES"];
        var example = File.ReadAllLines(RepositoryFolder.PathOf("deploy/.env.example"));

        var offered = example.Select(line => Choice().Match(line)).Where(m => m.Success).Select(m => m.Groups["name"].Value);
        var asked = Variable().Matches(Text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);

        offered.ShouldBe(asked.Concat(own), ignoreOrder: true);
    }

    /// <summary>One that is missing is restored nowhere but in a container build.</summary>
    [Theory]
    [InlineData("IdentityHost/IdentityHost.csproj")]
    [InlineData("IdentityEngine/IdentityEngine.csproj")]
    [InlineData("migrations/migrations.csproj")]
    public void The_image_restores_the_projects_that_it_builds(string project)
    {
        File.ReadAllText(RepositoryFolder.PathOf("deploy/Dockerfile")).ShouldContain($"COPY {project} {Path.GetDirectoryName(project)}/");
        var known = File.ReadAllText(RepositoryFolder.PathOf(project)) + File.ReadAllText(RepositoryFolder.PathOf("IdentityEngine.props"));
        ProjectReference().Matches(known).Select(m => m.Groups["name"].Value).ShouldAllBe(name => name == "IdentityEngine");
    }

    /// <summary>What a project is built with beside its own folder.</summary>
    [Theory]
    [InlineData("IdentityHost/IdentityHost.csproj")]
    [InlineData("IdentityEngine/IdentityEngine.csproj")]
    [InlineData("migrations/migrations.csproj")]
    public void The_image_has_the_folders_from_which_it_compiles(string project)
    {
        var stage = File.ReadAllText(RepositoryFolder.PathOf("deploy/Dockerfile")).Split("\nFROM ").Single(text => text.Contains($"COPY {project} ", StringComparison.Ordinal));
        var sent = File.ReadAllLines(RepositoryFolder.PathOf(".dockerignore"));
        var folders = CompiledFolder().Matches(File.ReadAllText(RepositoryFolder.PathOf(project))).Select(m => m.Groups["name"].Value).ToList();

        folders.ShouldNotBeEmpty();
        folders.ShouldAllBe(folder => stage.Contains($"COPY {folder} {folder}\n", StringComparison.Ordinal) && sent.Contains($"!{folder}"));
    }

    [Fact]
    public async Task A_sign_in_at_a_server_that_is_not_there_is_an_outage()
    {
        var answer = await Script.RunAsync("deploy/sign-in", ["--url", "http://127.0.0.1:1"]);

        answer.ExitCode.ShouldBe(3);
        answer.Errors.ShouldContain("no answer");
        answer.Output.ShouldBeEmpty();
    }

    private static Dictionary<string, Dictionary<string, object>> ReadServices()
    {
        var document = new DeserializerBuilder().Build()
            .Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(new StringReader(Text))));
        return ((Dictionary<object, object>)document["services"]).ToDictionary(
            s => (string)s.Key,
            s => ((Dictionary<object, object>)s.Value).ToDictionary(p => (string)p.Key, p => p.Value));
    }

    // A value as it is without an .env file.
    private static string Default(string value) => Variable().Replace(value, m => m.Groups["default"].Value);

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):-(?<default>[^}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex("^#(?<name>[A-Z_]+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Choice();

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*/(?<name>[A-Za-z.]+)\\.csproj\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex("(?<=Compile Include=\"[^\"]*)\\.\\./(?<name>[A-Za-z]+)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CompiledFolder();
}
