using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>That docs/clients.md names the versions that the tests ran.</summary>
public sealed partial class ClientsDocumentTests
{
    private static readonly string Document = File.ReadAllText(RepositoryFolder.PathOf("docs/clients.md"));

    [Theory]
    [InlineData("ASP.NET Core's OpenID Connect handler", "Microsoft.AspNetCore.Authentication.OpenIdConnect")]
    [InlineData("ASP.NET Core's JWT bearer handler", "Microsoft.AspNetCore.Authentication.JwtBearer")]
    [InlineData("OpenIddict.Client, with and without token storage", "OpenIddict.Client.AspNetCore")]
    [InlineData("OpenIddict.Validation", "OpenIddict.Validation.AspNetCore")]
    public void A_package(string client, string package)
    {
        var versions = XDocument.Load(RepositoryFolder.PathOf("Directory.Packages.props")).Descendants("PackageVersion");

        VersionOf(client).ShouldBe(versions.Single(version => version.Attribute("Include")?.Value == package).Attribute("Version")!.Value);
    }

    [Fact]
    public void The_library_in_the_browser()
    {
        using var packages = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.PathOf("IdentityHost.Tests/BrowserApplications/package.json")));

        VersionOf("oidc-client-ts").ShouldBe(packages.RootElement.GetProperty("dependencies").GetProperty("oidc-client-ts").GetString());
    }

    private static string VersionOf(string client) =>
        Rows().Matches(Document).Single(row => row.Groups["client"].Value == client).Groups["version"].Value;

    [GeneratedRegex(@"^\| (?<client>[^|]+) \| (?<version>[\d.]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
