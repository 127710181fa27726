using System.Collections.Frozen;

namespace IdentityHost.Migrations.Seeding.Files;

/// <summary>
/// The files of <c>migrations/demo</c>. Their secrets are published and easy to type, on purpose; nobody else's file is let off the rules for
/// secrets and passwords, nor one of these that was edited.
/// </summary>
internal static class DemonstrationSet
{
    private static readonly FrozenSet<string> _checksums = FrozenSet.Create(
        StringComparer.Ordinal,
        "474C4FB0319D13340838A1A86E95BB0DF209720E27B84542D921D3DFF8F268C4",
        "D2AC434D0616D7D7A1FE5039D37B2FB457AB2CDAB9BA8DEE4A8E6813F4617156");

    internal static bool Contains(SeedFile file) => _checksums.Contains(file.Checksum);
}
