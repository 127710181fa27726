namespace IdentityHost.Migrations.Seeding.Problems;

/// <summary>From the path of a property to the path of a key: <c>Clients[0].RedirectUris[1]</c> to <c>clients[0].redirectUris[1]</c>.</summary>
internal static class PropertyPath
{
    internal static string ToKeys(string propertyPath) => string.Join('.', propertyPath.Split('.').Select(CamelCase));

    private static string CamelCase(string segment) =>
        segment.Length == 0 ? segment : char.ToLowerInvariant(segment[0]) + segment[1..];
}
