using System.Globalization;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.Validation;
using IdentityHost.Migrations.Seeding.Yaml;
using YamlDotNet.Core;

namespace IdentityHost.Migrations.Seeding.Reading;

/// <summary>From the text of a file to a document that holds by every rule that can be judged without the database.</summary>
internal static class SeedParser
{
    private static readonly SeedDocumentValidator _validator = new();

    /// <returns>The document, or null and the errors.</returns>
    internal static (ParsedSeed? Seed, IReadOnlyList<string> Errors) Parse(SeedFile file)
    {
        YamlNode root;
        try
        {
            root = YamlTree.Parse(file.Text);
        }
        catch (YamlException wrong)
        {
            return (null, [string.Create(
                CultureInfo.InvariantCulture, $"{file.DisplayPath}:{wrong.Start.Line} isn't a valid YAML seed: {wrong.Message}")]);
        }

        var lines = new LineMap(root);
        var errors = new SeedErrors(file.DisplayPath, lines);
        if (root is not YamlMapping mapping)
        {
            errors.Add("", root is YamlScalar { IsNull: true } ? "changes nothing" : "must be a mapping of keys such as clients");
            return (null, Format(errors));
        }

        var reader = new MappingReader(mapping, "", errors);
        var document = SeedReader.Read(reader);
        reader.RefuseUnknownKeys();
        Validate(document, errors);
        return errors.Any ? (null, Format(errors)) : (new ParsedSeed(file, document, lines), []);
    }

    private static void Validate(Model.SeedDocument document, SeedErrors errors)
    {
        foreach (var failure in _validator.Validate(document).Errors)
        {
            var path = PropertyPath.ToKeys(failure.PropertyName);
            if (!errors.Covers(path))
                errors.Add(path, failure.ErrorMessage);
        }
    }

    private static List<string> Format(SeedErrors errors) => [.. errors.InOrder().Select(error => error.ToString())];
}
