using IdentityHost.Migrations.Schema;

namespace IdentityHost.Migrations.Commands;

/// <summary>Keeps an old program from touching a newer database.</summary>
internal static class SchemaCheck
{
    internal static IEnumerable<string> Problems(SchemaState schema) => schema.Unknown.Select(id =>
        $"The database has schema migration {id}, which this program doesn't know: use the program of that version or a newer one.");

    /// <exception cref="RefusedException">The database is newer than this program.</exception>
    internal static void RefuseNewer(SchemaState schema)
    {
        var problems = Problems(schema).ToList();
        if (problems.Count > 0)
            throw new RefusedException(problems);
    }
}
