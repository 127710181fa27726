using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>Which issuer a database belongs to, and which hosts a migration still serves.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261122200000_Deployment")]
internal sealed class Deployment : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0004_deployment.sql"));
    }
}
