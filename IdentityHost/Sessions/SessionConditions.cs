using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Sessions;

/// <summary>A WHERE clause with only the conditions that are asked for, so that a prepared statement's plan can use an index.</summary>
internal sealed class SessionConditions
{
    private readonly List<string> _conditions = ["true"];
    private readonly List<NpgsqlParameter> _parameters = [];

    private SessionConditions(string? subjectId, string? sessionId, string? displayName)
    {
        if (FilterCondition.Text(subjectId, nameof(subjectId)) is { } subject)
            Add("s.\"SubjectId\" = ", SqlParameters.Text(subject));
        if (FilterCondition.Text(sessionId, nameof(sessionId)) is { } session)
            Add("s.\"SessionId\" = ", SqlParameters.Text(session));
        if (FilterCondition.Text(displayName, nameof(displayName)) is { } name)
            Add("s.\"DisplayName\" ILIKE ", SqlParameters.Text($"%{Escaped(name)}%"));
    }

    /// <exception cref="ArgumentException">A condition is blank, or there is none: that would mean everybody's sessions.</exception>
    public static SessionConditions Of(SessionFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var conditions = new SessionConditions(filter.SubjectId, filter.SessionId, displayName: null);
        return conditions._parameters.Count > 0
            ? conditions
            : throw new ArgumentException("A filter without a condition would match everybody's sessions.", nameof(filter));
    }

    /// <summary>Of a look at sessions, which may be one at all of them.</summary>
    /// <exception cref="ArgumentException">A condition is blank.</exception>
    public static SessionConditions Of(SessionQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new SessionConditions(query.SubjectId, query.SessionId, query.DisplayName);
    }

    public NpgsqlParameter[] Parameters => [.. _parameters];

    public string Sql => string.Join(" AND ", _conditions);

    public void Add(string condition, NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        _conditions.Add($"{condition}${_parameters.Count}");
    }

    /// <summary>Adds a parameter that stands elsewhere in the statement, and says by which name.</summary>
    public string AddParameter(NpgsqlParameter parameter)
    {
        _parameters.Add(parameter);
        return $"${_parameters.Count}";
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
