namespace IdentityHost.Http;

/// <summary>Where the pages are. People ask there, whatever their browser says that it accepts.</summary>
internal static class PagePaths
{
    /// <summary>The signed-in person's own pages.</summary>
    internal const string Manage = "/Manage";

    /// <summary>Where the code that a device shows is entered (RFC 8628 3.3).</summary>
    internal const string Device = "/Device";

    internal static readonly PathString[] All = ["/Account", "/Consent", Device, Manage, "/Error"];

    /// <summary>Whether a page is there.</summary>
    internal static bool Contain(PathString path)
    {
        foreach (var page in All)
        {
            if (path.StartsWithSegments(page, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
