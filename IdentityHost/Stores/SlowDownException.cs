namespace IdentityHost.Stores;

/// <summary>A device asks more often than it may: answered with 400 <c>slow_down</c> (RFC 8628 3.5).</summary>
public sealed class SlowDownException : Exception
{
    public SlowDownException()
        : base("The device polls too often.")
    {
    }

    public SlowDownException(string message)
        : base(message)
    {
    }

    public SlowDownException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
