#nullable disable

using IdentityEngine.EntityFramework.Entities;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.DbContexts;

/// <summary>Clients and resources.</summary>
internal sealed class ConfigurationDbContext : DbContext
{
    public ConfigurationDbContext(DbContextOptions<ConfigurationDbContext> options)
        : base(options)
    {
    }

    public DbSet<Client> Clients { get; set; }
    public DbSet<IdentityResource> IdentityResources { get; set; }
    public DbSet<ApiResource> ApiResources { get; set; }
    public DbSet<ApiScope> ApiScopes { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);

        ClientTables.Configure(modelBuilder);
        ResourceTables.Configure(modelBuilder);
    }
}
