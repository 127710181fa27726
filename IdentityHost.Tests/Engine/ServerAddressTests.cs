using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.Engine;

public sealed class ServerAddressTests
{
    private readonly HttpContextAccessor _accessor = new() { HttpContext = new DefaultHttpContext() };

    public ServerAddressTests()
    {
        _accessor.HttpContext.Request.Scheme = "https";
        _accessor.HttpContext.Request.Host = new HostString("SSO.example", 8443);
        _accessor.HttpContext.Request.PathBase = "/Id";
    }

    [Fact]
    public async Task Without_a_fixed_issuer_it_is_the_address_of_the_request_in_lower_case()
    {
        var options = new IdentityServerOptions();
        var urls = new DefaultServerUrls(_accessor);

        urls.BaseUrl.ShouldBe("https://SSO.example:8443/Id");
        (await new DefaultIssuerNameService(options, urls).GetCurrentAsync(default)).ShouldBe("https://sso.example:8443/id");
        options.LowerCaseIssuerUri = false;
        (await new DefaultIssuerNameService(options, urls).GetCurrentAsync(default)).ShouldBe("https://SSO.example:8443/Id");
    }

    [Fact]
    public async Task A_fixed_issuer_stands_as_it_is_written_whatever_the_request_says()
    {
        var options = new IdentityServerOptions { IssuerUri = "https://Fixed.example/Base/" };
        (await new DefaultIssuerNameService(options, new DefaultServerUrls(_accessor)).GetCurrentAsync(default)).ShouldBe(options.IssuerUri);
    }

    [Fact]
    public void Origin_and_base_path_can_be_set_for_a_request()
    {
        var urls = new DefaultServerUrls(_accessor) { Origin = "http://other.example", BasePath = "/x/" };
        urls.BaseUrl.ShouldBe("http://other.example/x");
        new DefaultServerUrls(_accessor).BaseUrl.ShouldBe("http://other.example/x");
    }
}
