namespace IdentityEngine.Stores;

/// <summary>Which grants are meant: those that match every member that is set. At least one is. A list that is not set is empty.</summary>
public class PersistedGrantFilter
{
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }
    public string? ClientId { get; set; }
    public IReadOnlyCollection<string> ClientIds { get; set; } = [];
    public string? Type { get; set; }
    public IReadOnlyCollection<string> Types { get; set; } = [];
}
