namespace IdentityHost.Outcomes;

/// <summary>The sender asks more often than it may: answered with 429 and <c>Retry-After</c> (RFC 6585 4).</summary>
public sealed class TooManyRequestsException : Exception
{
    public TooManyRequestsException(TimeSpan retryAfter)
        : base("The sender asks too often.") => RetryAfter = retryAfter;

    public TooManyRequestsException()
        : this(TimeSpan.FromSeconds(1))
    {
    }

    public TooManyRequestsException(string message)
        : base(message) => RetryAfter = TimeSpan.FromSeconds(1);

    public TooManyRequestsException(string message, Exception innerException)
        : base(message, innerException) => RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>It is about a client's secret, not about a person's password.</summary>
    public bool IsClient { get; init; }

    /// <summary>After which time it may ask again.</summary>
    public TimeSpan RetryAfter { get; }
}
