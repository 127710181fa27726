using System.Text.RegularExpressions;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>Reads one declaration in the contract's shorthand, token by token.</summary>
internal sealed partial class ShorthandReader
{
    private readonly string[] _tokens;
    private int _position;

    public ShorthandReader(string text)
    {
        var matches = Token().Matches(text);
        // What no token covers (and isn't a space) is not the shorthand.
        if (Token().Replace(text, "").Any(character => character != ' '))
            throw new FormatException($"characters that the shorthand does not have in `{text}`.");
        _tokens = [.. matches.Select(match => match.Value)];
    }

    /// <summary>All names in a declaration.</summary>
    public static IEnumerable<string> NamesIn(string shorthand) => Name().Matches(shorthand).Select(match => match.Value);

    /// <summary>The token that comes next, which is not consumed; empty at the end.</summary>
    public string Next() => _position < _tokens.Length ? _tokens[_position] : "";

    /// <summary>Consumes the next token if it is that one.</summary>
    public bool Skip(string token)
    {
        if (Next() != token)
            return false;
        _position++;
        return true;
    }

    public void End()
    {
        if (Next().Length > 0)
            throw new FormatException($"`{Next()}` is one too many.");
    }

    public string Identifier()
    {
        var token = Next();
        if (token.Length == 0 || !(char.IsAsciiLetter(token[0]) || token[0] == '_'))
            throw new FormatException($"a name was expected, not `{token}`.");
        _position++;
        return token;
    }

    /// <summary>A type: <c>IDictionary&lt;string, string[]&gt;</c>, <c>int?</c>, <c>string[]?</c>.</summary>
    public string Type()
    {
        var type = Identifier();
        if (Skip("<"))
        {
            var arguments = new List<string>();
            do
                arguments.Add(Type());
            while (Skip(","));
            Demand(">");
            type += $"<{string.Join(", ", arguments)}>";
        }

        if (Skip("?"))
            type += "?";
        while (Skip("["))
        {
            Demand("]");
            type += "[]" + (Skip("?") ? "?" : "");
        }

        return type;
    }

    /// <summary>What a generic type or method declares, or nothing.</summary>
    public string TypeParameters()
    {
        if (!Skip("<"))
            return "";
        var names = new List<string>();
        do
            names.Add(Identifier());
        while (Skip(","));
        Demand(">");
        return $"<{string.Join(", ", names)}>";
    }

    public IReadOnlyList<string> Parameters()
    {
        Demand("(");
        var parameters = new List<string>();
        if (Skip(")"))
            return parameters;
        do
            parameters.Add(SurfaceMember.Parameter(Type(), Identifier(), Skip("=") ? Default() : null));
        while (Skip(","));
        Demand(")");
        return parameters;
    }

    public string Accessors()
    {
        Demand("{");
        Demand("get");
        Demand(";");
        var settable = Skip("set");
        if (settable)
            Demand(";");
        Demand("}");
        return settable ? "get; set;" : "get;";
    }

    private string Default()
    {
        var token = Next();
        if (token.Length == 0 || !(char.IsAsciiLetterOrDigit(token[0]) || token[0] == '"'))
            throw new FormatException($"a default was expected, not `{token}`.");
        _position++;
        return token;
    }

    private void Demand(string token)
    {
        if (!Skip(token))
            throw new FormatException($"`{token}` was expected, not `{Next()}`.");
    }

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Name();

    [GeneratedRegex("""[A-Za-z_]\w*|\d+|"[^"]*"|[<>?\[\]{}();,=:]""")]
    private static partial Regex Token();
}
