namespace IdentityEngine.Stores;

/// <summary>Which sessions are meant: those that match every member that is set.</summary>
public class SessionFilter
{
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }

    /// <exception cref="InvalidOperationException">Nothing is set: that would mean everybody's sessions.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(SubjectId) && string.IsNullOrWhiteSpace(SessionId))
        {
            throw new InvalidOperationException("A filter of sessions needs a subject or a session id.");
        }
    }
}
