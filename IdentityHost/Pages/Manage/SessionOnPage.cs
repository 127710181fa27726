namespace IdentityHost.Pages.Manage;

/// <summary>A session as the page shows it.</summary>
/// <param name="IsThis">Whether the page is seen in it.</param>
/// <param name="Browser">Null if unknown.</param>
/// <param name="System">Null if unknown.</param>
/// <param name="Since">The sign-in, in UTC.</param>
/// <param name="Applications">Where the person went in it.</param>
internal sealed record SessionOnPage(
    string SessionId, bool IsThis, string? Browser, string? System, DateTime Since, IReadOnlyList<string> Applications);
