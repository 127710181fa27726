namespace IdentityEngine.Stores;

/// <summary>Looks for sessions, a page at a time.</summary>
public class SessionQuery
{
    /// <summary><see cref="Models.QueryResult{T}.ResultsToken"/> of the page from which to go on.</summary>
    public string? ResultsToken { get; set; }
    /// <summary>Whether the page before that one is wanted, instead of the next.</summary>
    public bool RequestPriorResults { get; set; }
    /// <summary>Sessions on one page; 0: the store's default.</summary>
    public int CountRequested { get; set; }
    public string? SubjectId { get; set; }
    public string? SessionId { get; set; }
    public string? DisplayName { get; set; }
}
