namespace IdentityEngine.Services;

/// <summary>Says which web pages of other origins may read what the protocol's endpoints answer (Fetch standard, CORS protocol).</summary>
public interface ICorsPolicyService
{
    /// <summary>Whether pages of this origin may: compared exactly, as the browser sent it (RFC 6454 6.2).</summary>
    Task<bool> IsOriginAllowedAsync(string origin, CancellationToken ct);
}
