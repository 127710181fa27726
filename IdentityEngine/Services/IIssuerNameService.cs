namespace IdentityEngine.Services;

/// <summary>The server's name in tokens and discovery.</summary>
public interface IIssuerNameService
{
    Task<string> GetCurrentAsync(CancellationToken ct);
}
