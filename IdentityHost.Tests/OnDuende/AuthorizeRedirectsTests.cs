using IdentityHost.OnDuende;

namespace IdentityHost.Tests.OnDuende;

/// <summary>How the redirects by which Duende answers an authorization request are completed.</summary>
public sealed class AuthorizeRedirectsTests
{
    private const string App = "https://app.example/callback";

    [Theory]
    // RFC 9207 2: a refusal that arose from an interaction.
    [InlineData(App + "?error=login_required&state=s#_", App, null, App + "?error=login_required&state=s&iss=https%3A%2F%2Fid.example")]
    [InlineData(App + "?error=access_denied&iss=https%3A%2F%2Fid.example#_", App, null, App + "?error=access_denied&iss=https%3A%2F%2Fid.example")]
    // Of an application whose address has a query.
    [InlineData(App + "?tenant=a&error=access_denied#_", App + "?tenant=a", null, App + "?tenant=a&error=access_denied&iss=https%3A%2F%2Fid.example")]
    // Response modes 2.1: where the client asked for it.
    [InlineData(App + "?error=login_required&state=s#_", App, "fragment", App + "#error=login_required&state=s&iss=https%3A%2F%2Fid.example")]
    [InlineData(App + "#error=login_required", App, "fragment", App + "#error=login_required&iss=https%3A%2F%2Fid.example")]
    // A hybrid answer.
    [InlineData(App + "#code=c&id_token=t", App, "fragment", App + "#code=c&id_token=t&iss=https%3A%2F%2Fid.example")]
    // What is whole stays, and so does the way to a page of this server.
    [InlineData(App + "?code=c&iss=https%3A%2F%2Fid.example", App, null, App + "?code=c&iss=https%3A%2F%2Fid.example")]
    [InlineData("/Account/Login?ReturnUrl=%2Fconnect%2Fauthorize%2Fcallback%3Ferror%3Da", App, null, "/Account/Login?ReturnUrl=%2Fconnect%2Fauthorize%2Fcallback%3Ferror%3Da")]
    [InlineData(App + "s?error=a", App, null, App + "s?error=a")]
    [InlineData(App + "?something=else", App, null, App + "?something=else")]
    [InlineData(App, App, null, App)]
    public void Each_has_the_issuer_where_the_client_looks_for_it(string location, string redirectUri, string? responseMode, string expected) =>
        AuthorizeRedirects.Complete(location, redirectUri, responseMode, "https://id.example").ShouldBe(expected);
}
