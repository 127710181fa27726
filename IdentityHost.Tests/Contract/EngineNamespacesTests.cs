using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Contract;

/// <summary>That IdentityEngine.props alone decides on the engine: no file of its users names one.</summary>
public sealed partial class EngineNamespacesTests
{
    private static readonly string[] Users = ["IdentityHost", "migrations", "IdentityHost.Tests", "bench"];

    [Fact]
    public void No_file_names_an_engine_s_namespace()
    {
        var files = SourceFiles().ToArray();

        files.Length.ShouldBeGreaterThan(400);
        files.SelectMany(file => File.ReadLines(file).Where(NamesEngine).Select(line => $"{Relative(file)}: {line.Trim()}")).ShouldBeEmpty();
    }

    [Fact]
    public void One_file_knows_which_engine_is_compiled_in() =>
        SourceFiles().Where(file => File.ReadLines(file).Any(line => Condition().IsMatch(line))).Select(Relative)
            .ShouldBe(["IdentityHost/Composition/EngineDifferences.cs"]);

    [Theory]
    [InlineData("using Duende.IdentityServer;", true)]
    [InlineData("using IdentityEngine.Models;", true)]
    [InlineData("global using static IdentityEngine.IdentityServerConstants;", true)]
    [InlineData("using Token = Duende.IdentityServer.Models.Token;", true)]
    [InlineData("@using IdentityEngine.Models", true)]
    [InlineData("    IdentityEngine.Models.Client client;", true)]
    [InlineData("    new global::Duende.IdentityServer.Models.Client();", true)]
    [InlineData("    /// <see cref=\"IdentityEngine.Models.Client\"/>", true)]
    [InlineData("using IdentityHost.Passport;", false)]
    [InlineData("// IdentityEngine or Duende.IdentityServer, whichever is compiled in.", false)]
    [InlineData("    \"AuthenticationType\":\"Duende.IdentityServer\"", false)]
    [InlineData("    settings[\"Logging:LogLevel:IdentityEngine\"] = \"Trace\";", false)]
    public void What_names_an_engine_is_recognized(string line, bool names) => NamesEngine(line).ShouldBe(names);

    private static bool NamesEngine(string line) => Using().IsMatch(line) || Qualified().IsMatch(line);

    /// <summary>Not those of Engine/ and Contract/Surface/, which are compiled on the built-in engine only, nor this one, whose examples are what it looks for.</summary>
    private static IEnumerable<string> SourceFiles() =>
        Users.SelectMany(user => Directory.EnumerateFiles(RepositoryFolder.PathOf(user), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Where(file => !Relative(file).Split('/').Any(part => part is "obj" or "bin"))
            .Where(file => !Relative(file).StartsWith("IdentityHost.Tests/Engine/", StringComparison.Ordinal))
            .Where(file => !Relative(file).StartsWith("IdentityHost.Tests/Contract/Surface/", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) != $"{nameof(EngineNamespacesTests)}.cs");

    private static string Relative(string file) => Path.GetRelativePath(RepositoryFolder.Root, file);

    [GeneratedRegex(@"\busing\s+(static\s+)?(\w+\s*=\s*)?(global::)?(Duende|IdentityEngine)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(Duende\.IdentityServer|IdentityEngine)\.[A-Z]", RegexOptions.ExplicitCapture)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\s*#\s*(el)?if\b.*\bDUENDE\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();
}
