using System.Globalization;

namespace IdentityHost.Migrations.Users;

/// <summary>How values are written for an operator.</summary>
internal static class Printed
{
    /// <summary>Without what a terminal would obey: people choose these texts.</summary>
    internal static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Count(long number, string one, string several) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : several)}");
}
