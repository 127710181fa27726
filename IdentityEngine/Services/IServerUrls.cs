namespace IdentityEngine.Services;

/// <summary>Where the current request was sent to.</summary>
public interface IServerUrls
{
    /// <summary>Scheme and host, such as <c>https://sso.example</c>.</summary>
    string Origin { get; set; }
    /// <summary>The path below which the endpoints are, without a slash at its end.</summary>
    string? BasePath { get; set; }
    /// <summary><see cref="Origin"/> and <see cref="BasePath"/>.</summary>
    string BaseUrl { get; }
}
