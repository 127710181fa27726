namespace IdentityHost.Migrations.Schema;

/// <summary>The files that the assembly carries: the SQL of the schema migrations, and the template of a seed.</summary>
internal static class EmbeddedText
{
    internal static string Read(string fileName)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(fileName)
            ?? throw new InvalidOperationException($"The assembly carries no {fileName}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
