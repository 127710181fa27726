#nullable disable

using IdentityEngine.EntityFramework.Entities;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.DbContexts;

/// <summary>Signing keys. Grants are not here: the host stores them.</summary>
internal sealed class PersistedGrantDbContext : DbContext
{
    public PersistedGrantDbContext(DbContextOptions<PersistedGrantDbContext> options)
        : base(options)
    {
    }

    public DbSet<Key> Keys { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        modelBuilder.Entity<Key>(table =>
        {
            table.ToTable("Keys");
            table.Property(row => row.Algorithm).HasMaxLength(100).IsRequired();
            table.Property(row => row.Data).IsRequired();
        });
    }
}
