using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>A changed user name is announced, since answers about tokens hold it.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261130202000_UserNames")]
internal sealed class UserNames : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0007_user_names.sql"));
    }
}
