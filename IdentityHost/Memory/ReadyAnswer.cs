namespace IdentityHost.Memory;

/// <summary>
/// An answer whose JSON is ready. Generators can return nothing but a dictionary, so it is an empty one: only the host's own generator makes
/// it, and only where the host's own writer gets it.
/// </summary>
internal sealed class ReadyAnswer(byte[] json, bool isActive) : Dictionary<string, object>
{
    /// <summary>The answer about a token that is not active.</summary>
    public static ReadyAnswer Inactive { get; } = new("{\"active\":false}"u8.ToArray(), isActive: false);

    public ReadOnlyMemory<byte> Json => json;

    public bool IsActive => isActive;
}
