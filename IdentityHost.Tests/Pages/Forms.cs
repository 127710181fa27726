using AngleSharp.Html.Parser;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Pages;

/// <summary>Sends a page's form by hand, where a test wants something else than a browser would send.</summary>
internal static class Forms
{
    internal const string Token = "__RequestVerificationToken";

    /// <summary>Posts to the page's own address, with its hidden fields and cookies.</summary>
    internal static async Task<HttpResponseMessage> PostAsync(
        HostFixture host, HttpResponseMessage page, Dictionary<string, string> fields, bool withToken = true, bool withCookie = true,
        string? handler = null)
    {
        var document = await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());
        foreach (var hidden in document.QuerySelectorAll("form input[type=hidden]"))
            fields.TryAdd(hidden.GetAttribute("name")!, hidden.GetAttribute("value") ?? "");
        if (!withToken)
            fields.Remove(Token);

        var address = page.RequestMessage!.RequestUri!;
        if (handler is not null)
            address = new Uri(address, QueryHelpers.AddQueryString(address.PathAndQuery, "handler", handler));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        if (withCookie)
            request.Headers.Add("Cookie", CookiesOf(page));
        return await host.Client.SendAsync(request);
    }

    /// <summary>The cookies that an answer sets, as a browser sends them.</summary>
    internal static string CookiesOf(HttpResponseMessage answer) =>
        string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
}
