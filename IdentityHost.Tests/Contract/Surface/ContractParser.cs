using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>
/// Reads the contract's list of types. Before the first type stands prose; from there on each line is a section's heading, a type, a member or empty.
/// A line that is none of these, or not written as the shorthand wants it, fails the reading: what isn't understood would not be compared.
/// </summary>
internal sealed partial class ContractParser
{
    private const string TypeMark = "## ";
    private const string Indentation = "  ";

    private readonly List<SurfaceType> _types = [];
    private SurfaceType? _type;
    private List<SurfaceMember> _members = [];

    public static IReadOnlyList<SurfaceType> Parse(IEnumerable<string> lines)
    {
        var parser = new ContractParser();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                parser.Read(line);
            }
            catch (FormatException exception)
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of the contract, `{line}`: {exception.Message}"), exception);
            }
        }

        return parser._types;
    }

    private void Read(string line)
    {
        if (line.StartsWith(TypeMark, StringComparison.Ordinal))
        {
            BeginType(line[TypeMark.Length..]);
            return;
        }

        if (_type is null || line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
            return;
        if (line.StartsWith(Indentation, StringComparison.Ordinal) && line.Length > Indentation.Length && line[Indentation.Length] != ' ')
            AddMember(line[Indentation.Length..]);
        else
            throw new FormatException("neither a heading nor a type (`## `) nor a member (two spaces).");
    }

    private void BeginType(string text)
    {
        var match = TypeLine().Match(text);
        if (!match.Success)
            throw new FormatException("a type is `namespace :: kind Name : bases`.");
        var reader = new ShorthandReader(match.Groups["declaration"].Value);
        var name = reader.Identifier() + reader.TypeParameters();
        var bases = new List<string>();
        if (reader.Skip(":"))
        {
            do
                bases.Add(reader.Type());
            while (reader.Skip(","));
        }

        reader.End();
        _members = [];
        _type = new SurfaceType(match.Groups["namespace"].Value, name, match.Groups["kind"].Value, bases, _members, !match.Groups["unknown"].Success);
        if (_types.Exists(other => other.FullName == _type.FullName))
            throw new FormatException("listed twice.");
        _types.Add(_type);
    }

    private void AddMember(string text)
    {
        var member = _type!.Kind == "enum" ? EnumValues(text) : Member(text);
        if (_members.Exists(other => other == member || other.Name == member.Name && _type.Kind == "enum"))
            throw new FormatException("listed twice.");
        _members.Add(member);
    }

    private static SurfaceMember EnumValues(string text)
    {
        var reader = new ShorthandReader(text);
        var names = new List<string>();
        do
            names.Add(reader.Identifier());
        while (reader.Skip(","));
        reader.End();
        return SurfaceMember.EnumValues(names);
    }

    private static SurfaceMember Member(string text)
    {
        // A constant's value is the rest of the line, without quotes.
        if (ConstantLine().Match(text) is { Success: true } constant)
            return SurfaceMember.Constant(constant.Groups["name"].Value, constant.Groups["value"].Value);

        var reader = new ShorthandReader(text);
        var modifiers = (reader.Skip("protected") ? "protected " : "") + (reader.Skip("virtual") ? "virtual " : "");
        if (reader.Next() == SurfaceMember.Constructor && reader.Skip(SurfaceMember.Constructor))
        {
            var constructor = SurfaceMember.ConstructorOf(modifiers, reader.Parameters());
            reader.End();
            return constructor;
        }

        var type = reader.Type();
        var name = reader.Identifier();
        var member = reader.Next() switch
        {
            "" when type != "const" => SurfaceMember.Field(modifiers, type, name),
            "{" => SurfaceMember.Property(modifiers, type, name, reader.Accessors()),
            _ => SurfaceMember.Method(modifiers, type, name, reader.TypeParameters(), reader.Parameters()),
        };
        reader.End();
        return member;
    }

    [GeneratedRegex(@"^(?<namespace>(~|Microsoft)(\.[A-Z]\w*)*) :: (?<kind>class|abstract class|static class|interface|enum) (?<declaration>.+?)(?<unknown> \(nullability unknown\))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^const (?<name>[A-Z]\w*) = (?<value>\S.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ConstantLine();
}
