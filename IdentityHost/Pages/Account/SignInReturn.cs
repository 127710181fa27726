using System.Buffers;
using IdentityHost.Engine;
using IdentityHost.Http;

namespace IdentityHost.Pages.Account;

/// <summary>
/// Where somebody goes who has signed in, as the return URL of the sign-in pages says: to an authorization request, to one of the
/// signed-in pages, or, without a return URL, to the overview of their account.
/// </summary>
internal sealed class SignInReturn
{
    private SignInReturn(string? url, AuthorizationRequest? request, bool isRefused)
    {
        Url = url;
        Request = request;
        IsRefused = isRefused;
    }

    /// <summary>Local, and nothing but what this server itself would have given; null if there is none.</summary>
    internal string? Url { get; }

    /// <summary>For whose sake they sign in; null if they came on their own.</summary>
    internal AuthorizationRequest? Request { get; }

    /// <summary>The return URL is none of this server's (RFC 9700 4.11, open redirection).</summary>
    internal bool IsRefused { get; }

    /// <summary>
    /// The return URL is an authorization request that can't be answered any more: its own endpoint, at <see cref="Url"/>, says why.
    /// </summary>
    internal bool IsStale => Url is not null && Request is null && !IsOwnPage;

    private bool IsOwnPage { get; init; }

    internal static async Task<SignInReturn> ReadAsync(
        HttpContext context, IIdentityServerInteractionService interaction, string? returnUrl, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(returnUrl))
            return new SignInReturn(null, null, isRefused: false);
        if (IsPage(context.Request.PathBase, returnUrl))
            return new SignInReturn(returnUrl, null, isRefused: false) { IsOwnPage = true };

        // The engine's word, and the host's own: no engine's idea of a local address decides alone.
        var callback = context.Request.PathBase + EnginePaths.AuthorizeCallback + "?";
        if (!interaction.IsValidReturnUrl(returnUrl) || !returnUrl.StartsWith(callback, StringComparison.Ordinal))
            return new SignInReturn(null, null, isRefused: true);
        return new SignInReturn(returnUrl, await interaction.GetAuthorizationContextAsync(returnUrl, ct), isRefused: false);
    }

    /// <summary>One of the signed-in pages, written as plainly as this server writes it: letters, perhaps a query, nothing else.</summary>
    private static bool IsPage(PathString pathBase, string returnUrl)
    {
        if (!returnUrl.StartsWith('/') || !returnUrl.All(c => c is > ' ' and < '\x7f' and not '\\'))
            return false;
        var path = new PathString(returnUrl.Split('?', 2)[0]);
        return path.StartsWithSegments(pathBase + PagePaths.Device, StringComparison.OrdinalIgnoreCase, out var rest) && !rest.HasValue
            || path.StartsWithSegments(pathBase + PagePaths.Manage, StringComparison.OrdinalIgnoreCase, out rest) && IsOneName(rest);
    }

    private static bool IsOneName(PathString rest) => !rest.HasValue || rest.Value.AsSpan(1).IndexOfAnyExcept(Letters) < 0;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
