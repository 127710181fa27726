using System.Security.Cryptography;

namespace IdentityEngine.Services;

/// <summary>Random bytes as upper-case hex: 32 of them, unless told otherwise, are 256 bits that nobody guesses.</summary>
internal sealed class DefaultHandleGenerationService : IHandleGenerationService
{
    public Task<string> GenerateAsync(CancellationToken ct, int length = 32) =>
        Task.FromResult(RandomNumberGenerator.GetHexString(length * 2));
}
