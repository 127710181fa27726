using System.Globalization;

namespace IdentityHost.Sessions.Admin;

/// <summary>
/// The conditions of a request. Every one is named exactly, once, and has a value: what is not understood would else mean more sessions than
/// were asked for.
/// </summary>
internal sealed class SessionsRequest
{
    private const string SubjectName = "subject";
    private const string SessionName = "session";
    private const string Back = "back";

    private static readonly string[] OfSearch = [SubjectName, SessionName, "name", "count", "page", "direction"];
    private static readonly string[] OfEnd = [SubjectName, SessionName];

    private readonly IQueryCollection _query;

    private SessionsRequest(IQueryCollection query) => _query = query;

    public string? Subject => Text(SubjectName);

    public string? Session => Text(SessionName);

    /// <summary>What is looked for.</summary>
    /// <param name="request">With its conditions in the query.</param>
    /// <param name="search">Null if there is a problem.</param>
    /// <returns>What is wrong with the request; null if nothing is.</returns>
    public static string? ReadSearch(HttpRequest request, out SessionQuery? search)
    {
        search = null;
        if (FindProblem(request, OfSearch) is { } problem)
            return problem;

        var asked = new SessionsRequest(request.Query);
        var count = 0;
        if (asked.Text("count") is { } number && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            return "count is not a number.";
        var page = asked.Text("page");
        if (page is not null && SessionPage.Parse(page) is null)
            return "page is not one that an answer named.";
        var direction = asked.Text("direction");
        if (direction is not (null or Back) || (direction is Back && page is null))
            return "direction may be 'back', beside a page.";
        search = new SessionQuery
        {
            SubjectId = asked.Subject!,
            SessionId = asked.Session!,
            DisplayName = asked.Text("name")!,
            ResultsToken = page!,
            RequestPriorResults = direction is Back,
            CountRequested = count,
        };
        return null;
    }

    /// <summary>Whose sessions are to end.</summary>
    /// <param name="request">With its conditions in the query.</param>
    /// <param name="end">Null if there is a problem.</param>
    /// <returns>What is wrong with the request; null if nothing is.</returns>
    public static string? ReadEnd(HttpRequest request, out SessionFilter? end)
    {
        end = null;
        if (FindProblem(request, OfEnd) is { } problem)
            return problem;

        var asked = new SessionsRequest(request.Query);
        if (asked is { Subject: null, Session: null })
            return "subject or session is missing.";
        end = new SessionFilter { SubjectId = asked.Subject!, SessionId = asked.Session! };
        return null;
    }

    private static string? FindProblem(HttpRequest request, string[] known)
    {
        // Conditions that stand there would be overlooked.
        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
            return "Conditions belong in the query: a body is not read.";
        foreach (var (name, values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                return $"There is no such parameter; known are {string.Join(", ", known)}.";
            if (values is not [{ } value])
                return $"{name} was sent more than once.";
            if (string.IsNullOrWhiteSpace(value))
                return $"{name} is blank.";
            if (value.Any(char.IsControl))
                return $"{name} has a control character.";
        }

        return null;
    }

    private string? Text(string name) => _query[name] is [{ } value] ? value : null;
}
