using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>Which stored formats the hosts on a database read.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261130203000_NodeFormats")]
internal sealed class NodeFormats : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0008_node_formats.sql"));
    }
}
