using System.Globalization;
using IdentityHost.Migrations.Seeding.Yaml;

namespace IdentityHost.Migrations.Seeding.Problems;

/// <summary>One thing that is wrong with a seed file.</summary>
internal sealed record SeedError(string File, int Line, string Path, string Message)
{
    public override string ToString() => Path.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line} {Message}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line} {Path}: {Message}");
}

/// <summary>Everything that is wrong with one seed file, gathered so that it is all told at once.</summary>
internal sealed class SeedErrors(string file, LineMap lines)
{
    private readonly List<SeedError> _errors = [];

    internal bool Any => _errors.Count > 0;

    /// <summary>Whether this place, or what it is part of, is reported already: whatever else is said of it would only follow from that.</summary>
    internal bool Covers(string path) => _errors.Exists(error =>
        path.StartsWith(error.Path, StringComparison.Ordinal)
        && (path.Length == error.Path.Length || path[error.Path.Length] is '.' or '['));

    internal void Add(string path, string message) => Add(path, message, lines.Find(path));

    internal void Add(string path, string message, int line) => _errors.Add(new SeedError(file, line, path, message));

    /// <summary>In the order of the file.</summary>
    internal IEnumerable<SeedError> InOrder() => _errors.OrderBy(error => error.Line);
}
