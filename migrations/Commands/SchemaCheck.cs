using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Schema;

namespace IdentityHost.Migrations.Commands;

/// <summary>Keeps an old program from touching a newer database, and any from touching one that isn't this product's.</summary>
internal static class SchemaCheck
{
    private const string OtherDatabase = "name another with --connection or ConnectionStrings__IdentityHost.";

    internal static IEnumerable<string> Problems(SchemaState schema)
    {
        if (schema.Unknown.Count > 0 && schema.Unknown.Count == schema.Applied.Count)
            return [$"The database is another program's: it has schema migrations ({schema.Unknown[0]} and so on), and none that this program knows; {OtherDatabase}"];
        if (schema.TablesOfOthers.Count > 0)
            return [$"The database has tables that this program did not make ({string.Join(", ", schema.TablesOfOthers)}); {OtherDatabase}"];
        return schema.Unknown.Select(id =>
            $"The database has schema migration {id}, which this program doesn't know: use the program of that version or a newer one.");
    }

    /// <exception cref="RefusedException">The database is newer than this program, or another program's.</exception>
    internal static void Require(SchemaState schema)
    {
        var problems = Problems(schema).ToList();
        if (problems.Count > 0)
            throw new RefusedException(problems);
    }
}
