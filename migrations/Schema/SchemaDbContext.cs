using Microsoft.EntityFrameworkCore;

namespace IdentityHost.Migrations.Schema;

/// <summary>
/// The lineage of schema migrations. It maps no entity: the tables belong to whichever engine runs on them, and the migrations say
/// in SQL what a table looks like. EF Core keeps the order, the history (table <c>__EFMigrationsHistory</c>) and the transactions.
/// </summary>
internal sealed class SchemaDbContext(DbContextOptions<SchemaDbContext> options) : DbContext(options);
