namespace IdentityEngine.Stores;

/// <summary>Which sessions are meant: those that match every member that is set.</summary>
public class SessionFilter
{
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }

    /// <exception cref="InvalidOperationException">
    /// Nothing is set: that would mean everybody's sessions. Or a member is set and blank: that would mean more sessions than were asked for.
    /// </exception>
    public void Validate()
    {
        if ((SubjectId ?? SessionId) is null || IsBlank(SubjectId) || IsBlank(SessionId))
        {
            throw new InvalidOperationException("A filter of sessions needs a subject or a session id, and neither may be blank.");
        }
    }

    private static bool IsBlank(string? value) => value is not null && string.IsNullOrWhiteSpace(value);
}
