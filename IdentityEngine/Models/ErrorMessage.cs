namespace IdentityEngine.Models;

/// <summary>What the error page shows, if a request can't be answered at the client's redirect URI.</summary>
public class ErrorMessage
{
    public string? DisplayMode { get; set; }
    public string? UiLocales { get; set; }
    public string Error { get; set; } = null!;
    public string? ErrorDescription { get; set; }
    public string? RequestId { get; set; }
    public string? ActivityId { get; set; }
    public string? RedirectUri { get; set; }
    public string? ResponseMode { get; set; }
    public string? ClientId { get; set; }
}
