using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>Which tokens came of which authorization, ids of revoked JWTs, polls of the device flow, and what people sign in with.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261122120000_SignIn")]
internal sealed class SignIn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0002_grant_families.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0002_device_codes.sql"));
        migrationBuilder.Sql(EmbeddedText.Read("0002_users.sql"));
    }
}
