namespace IdentityEngine.Services;

/// <summary>Makes unguessable handles.</summary>
public interface IHandleGenerationService
{
    /// <summary>A handle of <paramref name="length"/> random bytes, as upper-case hex.</summary>
    Task<string> GenerateAsync(CancellationToken ct, int length = 32);
}
