using System.Net;
using Microsoft.AspNetCore.Http;

namespace IdentityHost.Tests.RelyingParties;

/// <summary>A page of an application: a heading, and a text at #text.</summary>
internal static class ApplicationPage
{
    public const string SignedIn = "Signed in to the application";
    public const string SignedOut = "Signed out of the application";

    public static IResult Show(string heading, string text) =>
        Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en"><title>Application</title><link rel="icon" href="data:,"><h1>{heading}</h1><p id="text">{WebUtility.HtmlEncode(text)}</p>
            """,
            "text/html; charset=utf-8");
}
