using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.Engine;

public sealed class EndpointRouterTests
{
    [Theory]
    [InlineData("/connect/token", "Token")]
    [InlineData("/CONNECT/Token", "Token")]
    [InlineData("/own", "Own")]
    [InlineData("/connect/token/", null)]
    [InlineData("/connect", null)]
    [InlineData("", null)]
    public void An_endpoint_is_found_by_its_whole_path_in_any_case(string path, string? name)
    {
        var found = Router(Route("Token", "/connect/token"), Route("Own", "/own")).Find(Context(path));
        (found?.Name).ShouldBe(name);
    }

    [Fact]
    public void Of_two_with_one_path_the_first_that_matches_is_taken()
    {
        var router = Router(
            Route("Never", "/x", _ => false), Route("First", "/x", context => context.Request.IsHttps), Route("Second", "/x"));
        router.Find(Context("/x")).ShouldNotBeNull().Name.ShouldBe("Second");
        var secure = Context("/x");
        secure.Request.Scheme = "https";
        router.Find(secure).ShouldNotBeNull().Name.ShouldBe("First");
    }

    [Fact]
    public void An_endpoint_that_is_switched_off_is_not_found()
    {
        var options = new IdentityServerOptions();
        options.Endpoints.EnableIntrospectionEndpoint = false;
        EndpointRoute[] routes = [Route(EndpointNames.Introspection, "/i"), Route(EndpointNames.Token, "/t")];
        var router = new EndpointRouter(routes, options);
        router.Find(Context("/i")).ShouldBeNull();
        router.Find(Context("/t")).ShouldNotBeNull();
    }

    private static EndpointRouter Router(params EndpointRoute[] routes) => new(routes, new IdentityServerOptions());

    private static EndpointRoute Route(string name, string path, Func<HttpContext, bool>? isMatch = null) =>
        new(name, path, typeof(object), isMatch);

    private static DefaultHttpContext Context(string path)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        return context;
    }
}
