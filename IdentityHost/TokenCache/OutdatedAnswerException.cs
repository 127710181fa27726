namespace IdentityHost.TokenCache;

/// <summary>The lease lapsed between looking into memory and answering: <see cref="IntrospectionAttempts"/> asks the database.</summary>
public sealed class OutdatedAnswerException : Exception
{
    public OutdatedAnswerException()
        : base("What the answer was made of does not count any more.")
    {
    }

    public OutdatedAnswerException(string message)
        : base(message)
    {
    }

    public OutdatedAnswerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
