using System.Globalization;

namespace IdentityHost.Sessions;

/// <summary>Where a page of sessions begins and ends: what a results token says.</summary>
internal sealed record SessionPage(long First, long Last)
{
    /// <summary>The page; null if there is no token, or none that this made.</summary>
    public static SessionPage? Parse(string? token) =>
        token?.Split('.') is [var first, var last] && IsNumber(first, out var from) && IsNumber(last, out var to) ? new(from, to) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}.{Last}");

    private static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
