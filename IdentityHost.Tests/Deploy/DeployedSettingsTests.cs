using System.Text.RegularExpressions;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace IdentityHost.Tests.Deploy;

/// <summary>Whatever a file of deploy/ sets is a setting that the host knows: it would refuse to start with another.</summary>
public sealed partial class DeployedSettingsTests
{
    private static readonly string[] ConnectionStrings =
        [IdentityHostSettings.ConnectionStringName, IdentityHostSettings.NotificationsConnectionStringName];

    /// <summary>Each name, with the files that it stands in.</summary>
    private static readonly ILookup<string, string> Names = Directory
        .EnumerateFiles(RepositoryFolder.PathOf("deploy"), "*", SearchOption.AllDirectories)
        .SelectMany(file => SettingName().Matches(File.ReadAllText(file)).Select(m => (m.Value, File: Path.GetRelativePath(RepositoryFolder.Root, file))))
        .Distinct()
        .ToLookup(n => n.Value, n => n.File);

    public static TheoryData<string> All => [.. Names.Select(n => n.Key)];

    /// <summary>Of the manifests, where each value stands beside its name.</summary>
    public static TheoryData<string, string> Values
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (_, name, value) in Kustomization.All.SelectMany(k => k.Literals).Where(l => SettingName().IsMatch(l.Name)))
                data.Add(name, value);
            foreach (var variable in Workload.All.SelectMany(w => w.Pod.Containers).SelectMany(c => c.Env ?? []).Where(e => SettingName().IsMatch(e.Name)))
                data.Add(variable.Name, variable.Value);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_setting_that_is_named_is_one(string name)
    {
        var key = name.Replace("__", ":");
        if (name.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
            ConnectionStrings.ShouldContain(key.Split(':')[1], string.Join(", ", Names[name]));
        else
            Check(key, null).ShouldBeEmpty(string.Join(", ", Names[name]));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_value_has_the_type_of_its_setting(string name, string value)
    {
        Check(name.Replace("__", ":"), value).ShouldBeEmpty();
    }

    [Fact]
    public void The_files_of_the_secrets_are_where_the_settings_say()
    {
        var mounts = Workload.Host.Spec.Template.Spec.Containers.Single().VolumeMounts.Select(m => m.MountPath).ToList();
        var settings = Values.Select(row => ((string)row[0], (string)row[1])).ToList();

        mounts.ShouldContain(settings.Single(s => s.Item1 == "IdentityHost__SecretsFolder").Item2);
        settings.Where(s => s.Item1.Contains("Certificate", StringComparison.Ordinal)).ShouldAllBe(s => mounts.Contains(Path.GetDirectoryName(s.Item2)!));
    }

    private static List<string> Check(string key, string? value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        return SettingsReader.Check(configuration.GetSection(IdentityHostSettings.Section), typeof(IdentityHostSettings));
    }

    [GeneratedRegex("(?<![A-Za-z0-9_])(IdentityHost|ConnectionStrings)__[A-Za-z0-9_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();
}
