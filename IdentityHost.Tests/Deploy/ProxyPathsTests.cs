using IdentityHost.Tests.Infrastructure;
using k8s.Models;

namespace IdentityHost.Tests.Deploy;

/// <summary>What the shipped proxies let in: all that is for people and applications, and nothing that is for the inside.</summary>
public sealed class ProxyPathsTests
{
    private static readonly IReadOnlyList<V1HTTPIngressPath> Listed = [.. Workload.Objects<V1Ingress>().SelectMany(i => i.Spec.Rules.Single().Http.Paths)];

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(RepositoryFolder.PathOf("IdentityHost/Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).First().StartsWith("@page", StringComparison.Ordinal))
            .Select(file => "/" + Path.ChangeExtension(Path.GetRelativePath(RepositoryFolder.PathOf("IdentityHost/Pages"), file), null).Replace('\\', '/'))
            .Select(path => path.EndsWith("/Index", StringComparison.Ordinal) ? path[..^"/Index".Length] : path)
            .Select(path => path.Length == 0 ? "/" : path)];

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("/")]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/openid-configuration/jwks")]
    [InlineData("/connect/token")]
    [InlineData("/connect/introspect")]
    [InlineData("/oauth/introspect")]
    [InlineData("/css/site.css")]
    [InlineData("/js/passkeys.js")]
    [InlineData("/icon.svg")]
    public void The_ingress_lets_in_what_is_for_people_and_applications(string path) => IsLetIn(path).ShouldBeTrue();

    [Theory]
    [InlineData("/admin/sessions")]
    [InlineData("/Admin/sessions")]
    [InlineData("/health/ready")]
    [InlineData("/health/live")]
    [InlineData("/HEALTH/live")]
    public void The_ingress_lets_nothing_in_that_is_for_the_inside(string path) => IsLetIn(path).ShouldBeFalse();

    [Theory]
    [InlineData("deploy/nginx/identityhost.conf", "location ~* ^/(admin|health)(/|$) {\n    return 404;")]
    [InlineData("deploy/compose/nginx.conf", "location ~* ^/(admin|health)(/|$) {\n      return 404;")]
    [InlineData("deploy/haproxy/haproxy.cfg", "http-request return status 404 if { path,url_dec -m sub -i /admin/ /health/ }")]
    public void Each_other_proxy_closes_what_is_for_the_inside(string file, string rule) =>
        File.ReadAllText(RepositoryFolder.PathOf(file)).ShouldContain(rule);

    // https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types: a prefix is one of whole segments, and case counts.
    private static bool IsLetIn(string path) => Listed.Any(listed => listed.PathType switch
    {
        "Exact" => path == listed.Path,
        "Prefix" => path == listed.Path || path.StartsWith($"{listed.Path.TrimEnd('/')}/", StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"{listed.PathType} depends on the controller."),
    });
}
