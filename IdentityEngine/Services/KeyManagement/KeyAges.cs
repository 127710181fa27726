using IdentityEngine.Configuration;

namespace IdentityEngine.Services.KeyManagement;

/// <summary>What the age of a key says about it: it is announced, signs, is retired, and ends.</summary>
internal sealed class KeyAges(KeyManagementOptions options, TimeProvider time)
{
    private readonly DateTime _now = time.GetUtcNow().UtcDateTime;

    /// <summary>Whether everybody has had the time to learn of it.</summary>
    internal bool IsPropagated(KeyContainer key) => AgeOf(key) >= options.PropagationTime;

    /// <summary>Whether it signs no more, and only validates.</summary>
    internal bool IsRetired(KeyContainer key) => AgeOf(key) >= options.RotationInterval;

    /// <summary>Whether it validates no more.</summary>
    internal bool HasEnded(KeyContainer key) => AgeOf(key) >= options.RotationInterval + options.RetentionDuration;

    /// <summary>Whether a successor must be announced, so that it is known when this one retires.</summary>
    internal bool NeedsSuccessor(KeyContainer key) => AgeOf(key) >= options.RotationInterval - options.PropagationTime;

    private TimeSpan AgeOf(KeyContainer key) => _now - key.Created;
}
