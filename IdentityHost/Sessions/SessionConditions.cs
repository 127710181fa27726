using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Sessions;

/// <summary>A WHERE clause with only the conditions that are asked for, so that a prepared statement's plan can use an index.</summary>
internal sealed class SessionConditions
{
    private readonly List<string> _conditions = ["true"];
    private readonly List<NpgsqlParameter> _parameters = [];

    public SessionConditions(string? subjectId, string? sessionId, string? displayName = null)
    {
        if (!string.IsNullOrWhiteSpace(subjectId))
            Add("s.\"SubjectId\" = ", SqlParameters.Text(subjectId));
        if (!string.IsNullOrWhiteSpace(sessionId))
            Add("s.\"SessionId\" = ", SqlParameters.Text(sessionId));
        if (!string.IsNullOrWhiteSpace(displayName))
            Add("s.\"DisplayName\" ILIKE ", SqlParameters.Text($"%{Escaped(displayName)}%"));
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
