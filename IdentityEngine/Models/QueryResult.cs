namespace IdentityEngine.Models;

/// <summary>One page of the answer to a query.</summary>
public class QueryResult<T>
{
    /// <summary>Names this page to the query that wants the next one or the one before.</summary>
    public string ResultsToken { get; set; } = null!;
    public bool HasPrevResults { get; set; }
    public bool HasNextResults { get; set; }
    public int? TotalCount { get; set; }
    public int? TotalPages { get; set; }
    public int? CurrentPage { get; set; }
    public IReadOnlyCollection<T> Results { get; set; } = null!;
}
