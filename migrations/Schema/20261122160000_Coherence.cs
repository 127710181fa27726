using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>What lets nodes remember tokens: their leases, and announcements of everything that takes access away.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261122160000_Coherence")]
internal sealed class Coherence : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0003_node_leases.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0003_announcements.sql"));
    }
}
