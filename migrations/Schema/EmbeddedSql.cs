namespace IdentityHost.Migrations.Schema;

/// <summary>The SQL files of <c>Schema/Sql</c>, which the assembly carries.</summary>
internal static class EmbeddedSql
{
    internal static string Read(string fileName)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(fileName)
            ?? throw new InvalidOperationException($"The assembly carries no {fileName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
