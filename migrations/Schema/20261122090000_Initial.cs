using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>Every table of configuration and operational data, the host's own tables, and the triggers that announce changes.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261122090000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0001_configuration.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0001_saml.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0001_operational.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0001_host.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0001_notifications.sql"));
    }
}
