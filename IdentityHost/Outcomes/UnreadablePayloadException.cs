namespace IdentityHost.Outcomes;

/// <summary>
/// A stored payload can't be unprotected or parsed, for example because this node has another key ring: answered with 503.
/// </summary>
public sealed class UnreadablePayloadException : Exception
{
    public UnreadablePayloadException(string type, Exception? inner)
        : base($"A stored payload of type {type} can't be read: another Data Protection key ring, or damaged data.", inner)
    {
    }

    public UnreadablePayloadException()
    {
    }

    public UnreadablePayloadException(string message)
        : base(message)
    {
    }
}
