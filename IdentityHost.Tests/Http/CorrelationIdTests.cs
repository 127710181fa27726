using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Http;

[Collection(PostgresCollection.Name)]
public sealed class CorrelationIdTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Header = "X-Correlation-ID";

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/health/live")]
    [InlineData("/nothing-here")]
    [InlineData("/connect/token")]
    [InlineData("/Account/Login")]
    public async Task Every_response_has_one(string path)
    {
        using var response = await fixture.Client.GetAsync(path);
        response.Headers.GetValues(Header).Single().ShouldMatch("^[0-9a-f]{32}$");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Req-1.2_3")]
    public async Task A_callers_own_is_taken_over_and_stands_in_the_log_with_the_path(string id)
    {
        (await AskAsync(id)).ShouldBe(id);
        fixture.Host.Logs.Lines.ShouldContain(l => l.Category.StartsWith("IdentityHost")
            && l.Scopes.Any(s => s.Contains($"CorrelationId={id}") && s.Contains("RequestPath=/")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("line\tbreak")]
    [InlineData("<script>")]
    [InlineData("a,b")]
    public async Task Another_is_replaced(string id) => (await AskAsync(id)).ShouldMatch("^[0-9a-f]{32}$");

    [Fact]
    public async Task Of_64_characters_at_most()
    {
        (await AskAsync(new string('a', 64))).ShouldBe(new string('a', 64));
        (await AskAsync(new string('a', 65))).ShouldMatch("^[0-9a-f]{32}$");
    }

    private async Task<string> AskAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/introspect");
        request.Headers.TryAddWithoutValidation(Header, id);
        using var response = await fixture.Client.SendAsync(request);
        return response.Headers.GetValues(Header).Single();
    }
}
