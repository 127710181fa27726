using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Yaml;

namespace IdentityHost.Migrations.Seeding.Files;

/// <summary>One numbered file of the seeds folder.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Name">The file name without its ending: <c>0004_orders</c>.</param>
/// <param name="DisplayPath">The path as the caller gave it, for messages.</param>
/// <param name="Folder">Where the file is; secret files are relative to it.</param>
/// <param name="Text">The contents with line endings normalised to LF.</param>
internal sealed record SeedFile(int Number, string Name, string DisplayPath, string Folder, string Text)
{
    /// <summary>Upper-case hex SHA-256 of the text, the same whether Git checked the file out with LF or CRLF.</summary>
    internal string Checksum { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    internal static string FormatNumber(int number) => number.ToString("D4", CultureInfo.InvariantCulture);
}

/// <summary>A file and what is in it.</summary>
internal sealed record ParsedSeed(SeedFile File, SeedDocument Document, LineMap Lines);
