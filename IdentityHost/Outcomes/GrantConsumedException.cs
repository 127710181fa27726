namespace IdentityHost.Outcomes;

/// <summary>Somebody else consumed this grant first: answered with 400 <c>invalid_grant</c> (RFC 6749 5.2).</summary>
public sealed class GrantConsumedException : Exception
{
    public GrantConsumedException()
        : base("The grant was consumed already.")
    {
    }

    public GrantConsumedException(string message)
        : base(message)
    {
    }

    public GrantConsumedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
