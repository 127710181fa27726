using IdentityEngine.EntityFramework.Entities;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.DbContexts;

/// <summary>Tables of resources: names and lengths are those of the schema migrations.</summary>
internal static class ResourceTables
{
    internal static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ApiResourceClaim>(table =>
        {
            table.ToTable("ApiResourceClaims");
            table.Property(row => row.Type).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<ApiResourceProperty>(table =>
        {
            table.ToTable("ApiResourceProperties");
            table.Property(row => row.Key).HasMaxLength(250).IsRequired();
            table.Property(row => row.Value).HasMaxLength(2000).IsRequired();
        });

        modelBuilder.Entity<ApiResourceScope>(table =>
        {
            table.ToTable("ApiResourceScopes");
            table.Property(row => row.Scope).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<ApiResourceSecret>(table =>
        {
            table.ToTable("ApiResourceSecrets");
            table.Property(row => row.Description).HasMaxLength(1000);
            table.Property(row => row.Value).HasMaxLength(4000).IsRequired();
            table.Property(row => row.Type).HasMaxLength(250).IsRequired();
        });

        modelBuilder.Entity<ApiResource>(table =>
        {
            table.ToTable("ApiResources");
            table.Property(row => row.Name).HasMaxLength(200).IsRequired();
            table.Property(row => row.DisplayName).HasMaxLength(200);
            table.Property(row => row.Description).HasMaxLength(1000);
            table.Property(row => row.AllowedAccessTokenSigningAlgorithms).HasMaxLength(100);
            table.HasMany(row => row.Secrets).WithOne().HasForeignKey(child => child.ApiResourceId);
            table.HasMany(row => row.Scopes).WithOne().HasForeignKey(child => child.ApiResourceId);
            table.HasMany(row => row.UserClaims).WithOne().HasForeignKey(child => child.ApiResourceId);
            table.HasMany(row => row.Properties).WithOne().HasForeignKey(child => child.ApiResourceId);
        });

        modelBuilder.Entity<ApiScopeClaim>(table =>
        {
            table.ToTable("ApiScopeClaims");
            table.Property(row => row.Type).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<ApiScopeProperty>(table =>
        {
            table.ToTable("ApiScopeProperties");
            table.Property(row => row.Key).HasMaxLength(250).IsRequired();
            table.Property(row => row.Value).HasMaxLength(2000).IsRequired();
        });

        modelBuilder.Entity<ApiScope>(table =>
        {
            table.ToTable("ApiScopes");
            table.Property(row => row.Name).HasMaxLength(200).IsRequired();
            table.Property(row => row.DisplayName).HasMaxLength(200);
            table.Property(row => row.Description).HasMaxLength(1000);
            table.HasMany(row => row.UserClaims).WithOne().HasForeignKey(child => child.ScopeId);
            table.HasMany(row => row.Properties).WithOne().HasForeignKey(child => child.ScopeId);
        });

        modelBuilder.Entity<IdentityResourceClaim>(table =>
        {
            table.ToTable("IdentityResourceClaims");
            table.Property(row => row.Type).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<IdentityResourceProperty>(table =>
        {
            table.ToTable("IdentityResourceProperties");
            table.Property(row => row.Key).HasMaxLength(250).IsRequired();
            table.Property(row => row.Value).HasMaxLength(2000).IsRequired();
        });

        modelBuilder.Entity<IdentityResource>(table =>
        {
            table.ToTable("IdentityResources");
            table.Property(row => row.Name).HasMaxLength(200).IsRequired();
            table.Property(row => row.DisplayName).HasMaxLength(200);
            table.Property(row => row.Description).HasMaxLength(1000);
            table.HasMany(row => row.UserClaims).WithOne().HasForeignKey(child => child.IdentityResourceId);
            table.HasMany(row => row.Properties).WithOne().HasForeignKey(child => child.IdentityResourceId);
        });
    }
}
