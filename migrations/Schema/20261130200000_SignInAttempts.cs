using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdentityHost.Migrations.Schema;

/// <summary>How many wrong passwords and codes were tried, apart for strangers and for browsers that a person used before.</summary>
[DbContext(typeof(SchemaDbContext))]
[Migration("20261130200000_SignInAttempts")]
internal sealed class SignInAttempts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Sql(EmbeddedText.Read("0005_sign_in_attempts.sql"));
    }
}
