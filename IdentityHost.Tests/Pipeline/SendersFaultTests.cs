using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using static IdentityHost.Tests.Infrastructure.RawRequests;

namespace IdentityHost.Tests.Pipeline;

/// <summary>
/// A request that is the sender's fault is never a 500 or an error in the log, and nothing that the sender wrote reaches a log by way of an
/// exception's message.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class SendersFaultTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Paths =
    [
        "/connect/token", "/oauth/token", "/connect/introspect", "/oauth/introspect", "/connect/revocation", "/connect/deviceauthorization",
        "/connect/authorize", "/oauth/authorize", "/connect/userinfo", "/connect/endsession", "/connect/checksession",
        "/.well-known/openid-configuration", "/admin/sessions", "/Account/Login", "/Account/Register", "/Device", "/Consent", "/Manage", "/Error", "/",
        "/css/site.css", "/health/ready", "/nowhere",
    ];

    private static readonly Dictionary<string, Func<string, string>> Cases = new(StringComparer.Ordinal)
    {
        // RFC 9112 7.1: chunked bodies.
        ["a chunk that is larger than any number"] = path => PostChunked(path, Form, $"FFFFFFFFFFFFFFFF\r\ntoken={Marker}\r\n0\r\n\r\n"),
        ["a chunk that is larger than the body may be"] = path => PostChunked(path, Form, $"7FFFFFFF\r\ntoken={Marker}\r\n0\r\n\r\n"),
        ["a chunk size that is no number"] = path => PostChunked(path, Form, $"{Marker}\r\ntoken=a\r\n0\r\n\r\n"),
        ["a chunk without its end"] = path => PostChunked(path, Form, $"5\r\ntoken={Marker}0\r\n\r\n"),
        ["chunks that break off"] = path => PostChunked(path, Form, $"40\r\ntoken={Marker}"),
        ["a chunk with an extension"] = path => PostChunked(path, Form, $"5;{Marker}={Marker}\r\na=b&c\r\n0\r\n\r\n"),
        ["a trailer that is no header"] = path => PostChunked(path, Form, $"3\r\na=b\r\n0\r\n{Marker}\r\n\r\n"),
        ["an unknown transfer encoding"] = path => $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: {Marker}\r\n\r\n",
        ["two lengths"] = path => $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {Form}\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\na=b",
        ["a length that is no number"] = path => $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Form}\r\nContent-Length: {Marker}\r\n\r\na=b",
        ["a body shorter than its length"] = path => $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Form}\r\nContent-Length: 900\r\n\r\ntoken={Marker}",
        ["a body larger than allowed"] = path => Post(path, Form, "token=" + Marker + new string('a', 70_000)),

        // Bodies.
        ["no content type"] = path => $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b",
        ["a content type that is none"] = path => Post(path, $"///{Marker};;=", "a=b"),
        ["an unknown charset"] = path => Post(path, $"{Form}; charset={Marker}", "a=b"),
        ["a charset that nobody may decode"] = path => Post(path, $"{Form}; charset=utf-7", $"token={Marker}"),
        ["multipart without a boundary"] = path => Post(path, "multipart/form-data", $"--x\r\n\r\n{Marker}\r\n--x--"),
        ["multipart with a boundary that is too long"] = path => Post(path, $"multipart/form-data; boundary={new string('b', 500)}", Marker),
        ["multipart with broken headers"] = path => Post(path, "multipart/form-data; boundary=x", $"--x\r\n{Marker}\r\n\r\na\r\n--x--\r\n"),
        ["multipart that breaks off"] = path => Post(path, "multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"{Marker}\"\r\n\r\nab"),
        ["multipart with a file"] = path => Post(path, "multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"token\"; filename=\"{Marker}\"\r\n\r\nab\r\n--x--\r\n"),
        ["more values than a form may have"] = path => Post(path, Form, string.Join('&', Enumerable.Range(0, 2000).Select(i => $"{Marker}{i}=1"))),
        ["a name longer than it may be"] = path => Post(path, Form, $"{Marker}{new string('n', 3000)}=1"),
        ["a name in brackets without end"] = path => Post(path, Form, $"{string.Concat(Enumerable.Repeat("a[", 400))}{Marker}=1"),
        ["broken percent encoding"] = path => Post(path, Form, $"token=%zz%{Marker}%"),
        ["NUL"] = path => Post(path, Form, $"token=%00{Marker}&client_id=%00"),
        ["bytes that are no UTF-8"] = path => Post(path, Form, $"token=%ff%fe{Marker}&username=\u00ff"),
        ["half of a surrogate"] = path => Post(path, "application/json", $"{{\"token\":\"\\ud800{Marker}\",\"grant_type\":\"\\udfff\"}}"),
        ["JSON that breaks off"] = path => Post(path, "application/json", $"{{\"token\":\"{Marker}"),
        ["JSON that is nested deeply"] = path => Post(path, "application/json", new string('[', 2000) + Marker),
        ["JSON of another type"] = path => Post(path, "application/json", $"[1e999999, \"{Marker}\"]"),
        ["JSON with bytes that are no UTF-8"] = path => Post(path, "application/json", $"{{\"token\":\"\u00ff{Marker}\"}}"),
        ["a compressed body"] = path => Post(path, Form, $"{Marker}", "Content-Encoding: gzip"),

        // Headers.
        ["a language that is none"] = path => Get(path, $"Accept-Language: ;;;q={Marker},*;q=2,{new string('x', 3000)}"),
        ["an encoding that is none"] = path => Get(path, $"Accept-Encoding: ;q={Marker}", $"Accept: {Marker}/;;"),
        ["credentials that are none"] = path => Post(path, Form, "a=b", $"Authorization: Basic %%%{Marker}"),
        ["credentials that are no UTF-8"] = path => Post(path, Form, "a=b", "Authorization: Basic //86//8="),
        ["a token as long as headers may be"] = path => Get(path, $"Authorization: Bearer {Marker}{new string('a', 20_000)}"),
        ["two credentials"] = path => Post(path, Form, "a=b", $"Authorization: Basic {Marker}", $"Authorization: Bearer {Marker}"),
        ["cookies that are none"] = path => Get(path, $"Cookie: {Marker}; =;;, idsrv={Marker}; idsrv.session=%00; .AspNetCore.Antiforgery.x={Marker}"),
        ["cookies of everything"] = path => Get(path, $"Cookie: {string.Join("; ", Enumerable.Range(0, 200).Select(i => $"c{i}={Marker}"))}"),
        ["a range that is none"] = path => Get(path, $"Range: bytes={Marker}", $"If-Modified-Since: {Marker}", $"If-None-Match: {Marker}"),
        ["an expectation that nobody meets"] = path => Post(path, Form, "a=b", $"Expect: {Marker}"),
        ["an origin that is none"] = path => Post(path, Form, "a=b", $"Origin: {Marker}://\u00ff", $"Referer: {Marker}"),
        ["a preflight that is none"] = path => $"OPTIONS {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: {Marker}\r\nAccess-Control-Request-Method: {Marker}\r\n\r\n",
        ["a correlation id that is none"] = path => Get(path, $"X-Correlation-ID: {Marker} \u00ff"),
        ["a forwarded address that is none"] = path => Get(path, $"X-Forwarded-For: {Marker}", $"X-Forwarded-Proto: {Marker}", $"X-Forwarded-Host: {Marker}:x", $"Forwarded: {Marker}"),
        ["a trace that is none"] = path => Get(path, $"traceparent: {Marker}", $"baggage: {Marker}=\u00ff", $"tracestate: {Marker}"),
        ["a header without a name"] = path => $"GET {path} HTTP/1.1\r\nHost: localhost\r\n: {Marker}\r\n\r\n",
        ["a header larger than all may be"] = path => Get(path, $"X: {Marker}{new string('x', 40_000)}"),
        ["no Host"] = path => $"GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n",
        ["a Host that is none"] = path => $"GET {path} HTTP/1.1\r\nHost: {Marker}:x y\r\nConnection: close\r\n\r\n",

        // Request lines and queries.
        ["a method that nobody has"] = path => $"{Marker.ToUpperInvariant()} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        ["a version that nobody speaks"] = path => $"GET {path} HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        ["an absolute target"] = path => Get($"http://localhost{path}?a={Marker}"),
        ["a query that is no UTF-8"] = path => Get($"{path}?token=%ff%fe{Marker}&returnUrl=%00&subject=%ed%a0%80"),
        ["a query with broken percent encoding"] = path => Get($"{path}?client_id=%{Marker}&token=%&a=%u1234"),
        ["a query with everything twice"] = path => Get($"{path}?token={Marker}&token={Marker}&client_id=3&client_id=4&page=1&page=1e999"),
        ["a return address that is none"] = path => Get($"{path}?returnUrl=//{Marker}&ReturnUrl=http://{Marker}&errorId={Marker}&logoutId={Marker}&userCode={Marker}"),
        ["names in brackets"] = path => Get($"{path}?a[{Marker}]=1&[0].x=2&{string.Concat(Enumerable.Repeat("b.", 400))}c=3"),
        ["a path that goes up"] = path => Get($"/..{path}/%2e%2e/{Marker}"),
        ["a path that is no UTF-8"] = path => Get($"{path}/%ff%fe"),
        ["NUL in the path"] = path => Get($"{path}/%00"),
        ["a slash in the path that is encoded"] = path => Get($"{path}/%2f%5c"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_refused_as_such(string name)
    {
        var before = fixture.Host.Logs.Lines.Count;
        var wrong = new List<string>();
        foreach (var path in Paths)
        {
            var status = await SendAsync(fixture.Host.BaseAddress, Cases[name](path));
            // RFC 9110 15.6.6: 505 is about the sender's version.
            if (status is >= 500 and not 505)
                wrong.Add($"{path}: {status}");
        }

        // A line may come after the answer.
        await fixture.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        var lines = fixture.Host.Logs.Lines.Skip(before).ToList();
        wrong.AddRange(lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Everything));
        wrong.AddRange(lines.Where(line => $"{line.Message} {line.Exception}".Contains(Marker, StringComparison.OrdinalIgnoreCase)).Select(line => $"logged: {line.Everything}"));
        wrong.Distinct(StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")]
    [InlineData("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET / HTTP/1.1 " + Marker + "\r\nHost: localhost\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001" + Marker)]
    [InlineData(Marker)]
    [InlineData("\r\n\r\n\r\n")]
    public async Task What_is_no_request_is_refused_as_such(string request)
    {
        var before = fixture.Host.Logs.Lines.Count;

        (await SendAsync(fixture.Host.BaseAddress, request)).ShouldBeLessThan(500);

        fixture.Host.Logs.Lines.Skip(before).Where(line => line.Level >= LogLevel.Error || line.Everything.Contains(Marker, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
