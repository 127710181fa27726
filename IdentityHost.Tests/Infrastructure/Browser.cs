using System.Net;
using System.Net.Http.Headers;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Infrastructure;

/// <summary>
/// A person's browser without the browser: keeps cookies, follows redirects until one leads away from the host, and sends the forms of
/// the real pages, with whatever hidden fields they have.
/// </summary>
public sealed class Browser : IDisposable
{
    private const int MostRedirects = 10;
    private readonly HttpClient _client;
    private readonly List<string> _cookieHeaders = [];

    /// <param name="host">The host's address.</param>
    /// <param name="handler">How it gets there, if not in the usual way.</param>
    /// <param name="userAgent">As what it describes itself.</param>
    public Browser(Uri host, SocketsHttpHandler? handler = null, string? userAgent = null)
    {
        Cookies = new CookieContainer();
        handler ??= new SocketsHttpHandler();
        handler.AllowAutoRedirect = false;
        handler.CookieContainer = Cookies;
        _client = new HttpClient(handler) { BaseAddress = host };
        if (userAgent is not null)
            _client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        Location = host;
    }

    public CookieContainer Cookies { get; }

    /// <summary>Every Set-Cookie header that came, as it was sent.</summary>
    public IReadOnlyList<string> CookieHeaders => _cookieHeaders;

    /// <summary>The page's address.</summary>
    public Uri Location { get; private set; }

    /// <summary>The page; null after a redirect that led away.</summary>
    public IHtmlDocument? Page { get; private set; }

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where a redirect led away from the host to; null while a page of the host is shown.</summary>
    public Uri? LeftTo { get; private set; }

    /// <summary>Sent with each request.</summary>
    public HttpRequestHeaders Headers => _client.DefaultRequestHeaders;

    /// <summary>Opens an address of the host, given absolutely or by its path.</summary>
    public Task GoAsync(string address) => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(Location, address)));

    /// <summary>Fills the page's form that has a password field, and sends it.</summary>
    public Task SignInAsync(string user, string password)
    {
        var form = Form("form:has(input[type=password])");
        var userField = form.QuerySelector<IHtmlInputElement>("input[type=text], input[type=email], input:not([type])");
        var passwordField = form.QuerySelector<IHtmlInputElement>("input[type=password]");
        return SubmitAsync(form, new() { [userField!.Name!] = user, [passwordField!.Name!] = password });
    }

    /// <summary>Sends a form of the page with its hidden fields, some fields filled, by its first submit button.</summary>
    public Task SubmitAsync(IHtmlFormElement form, Dictionary<string, string> filled)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input"))
        {
            var sent = !input.IsDisabled && (input.Type is not ("submit" or "button" or "checkbox" or "radio") || input.IsChecked);
            if (sent && !string.IsNullOrEmpty(input.Name) && !filled.ContainsKey(input.Name))
                fields.Add(new(input.Name, input.Value));
        }

        if (form.QuerySelector<IHtmlButtonElement>("button") is { Name: { Length: > 0 } name } button && !filled.ContainsKey(name))
            fields.Add(new(name, button.Value));
        fields.AddRange(filled);
        var target = new Uri(Location, form.GetAttribute("action") is { Length: > 0 } action ? action : Location.PathAndQuery);
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>Sends fields to an address of the host, as a form of the page would.</summary>
    public Task PostAsync(string address, IReadOnlyCollection<KeyValuePair<string, string>> fields) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(Location, address)) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>The form of the page that a selector finds; fails, showing the page, if there is none.</summary>
    public IHtmlFormElement Form(string selector = "form")
    {
        Page.ShouldNotBeNull($"No page is shown: {Status} {Location} left to {LeftTo}");
        var form = Page.QuerySelector<IHtmlFormElement>(selector);
        form.ShouldNotBeNull($"{Status} {Location}: {Page.DocumentElement.OuterHtml}");
        return form;
    }

    /// <summary>The query parameters with which the host sent the browser to a redirect URI; fails if it is elsewhere.</summary>
    public IReadOnlyDictionary<string, string> LeftParameters(string redirectUri)
    {
        LeftTo.ShouldNotBeNull($"{Status} {Location}: {Page?.Body?.TextContent}");
        LeftTo.GetLeftPart(UriPartial.Path).ShouldBe(redirectUri);
        return QueryHelpers.ParseQuery(LeftTo.Query).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.Single()!);
    }

    public void Dispose()
    {
        Page?.Dispose();
        _client.Dispose();
    }

    private async Task SendAsync(Func<HttpRequestMessage> first)
    {
        var next = first;
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            using var request = next();
            using var response = await _client.SendAsync(request);
            Status = response.StatusCode;
            Location = request.RequestUri!;
            if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
                _cookieHeaders.AddRange(cookies);
            Page?.Dispose();
            Page = null;
            LeftTo = null;
            if (response.Headers.Location is not { } target || (int)response.StatusCode is < 300 or > 399)
            {
                var context = BrowsingContext.New(AngleSharp.Configuration.Default);
                var html = await response.Content.ReadAsStringAsync();
                Page = (IHtmlDocument)await context.OpenAsync(page => page.Content(html).Address(Location.AbsoluteUri));
                return;
            }

            target = new Uri(Location, target);
            if (target.Authority != _client.BaseAddress!.Authority)
            {
                LeftTo = target;
                return;
            }

            next = () => new HttpRequestMessage(HttpMethod.Get, target);
        }

        throw new InvalidOperationException($"More than {MostRedirects} redirects, the last to {Location}.");
    }
}
