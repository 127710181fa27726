using IdentityEngine.EntityFramework.Entities;
using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.DbContexts;

/// <summary>Tables of clients: names and lengths are those of the schema migrations.</summary>
internal static class ClientTables
{
    internal static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ClientClaim>(table =>
        {
            table.ToTable("ClientClaims");
            table.Property(row => row.Type).HasMaxLength(250).IsRequired();
            table.Property(row => row.Value).HasMaxLength(250).IsRequired();
        });

        modelBuilder.Entity<ClientCorsOrigin>(table =>
        {
            table.ToTable("ClientCorsOrigins");
            table.Property(row => row.Origin).HasMaxLength(150).IsRequired();
        });

        modelBuilder.Entity<ClientGrantType>(table =>
        {
            table.ToTable("ClientGrantTypes");
            table.Property(row => row.GrantType).HasMaxLength(250).IsRequired();
        });

        modelBuilder.Entity<ClientIdPRestriction>(table =>
        {
            table.ToTable("ClientIdPRestrictions");
            table.Property(row => row.Provider).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<ClientPostLogoutRedirectUri>(table =>
        {
            table.ToTable("ClientPostLogoutRedirectUris");
            table.Property(row => row.PostLogoutRedirectUri).HasMaxLength(400).IsRequired();
        });

        modelBuilder.Entity<ClientProperty>(table =>
        {
            table.ToTable("ClientProperties");
            table.Property(row => row.Key).HasMaxLength(250).IsRequired();
            table.Property(row => row.Value).HasMaxLength(2000).IsRequired();
        });

        modelBuilder.Entity<ClientRedirectUri>(table =>
        {
            table.ToTable("ClientRedirectUris");
            table.Property(row => row.RedirectUri).HasMaxLength(400).IsRequired();
        });

        modelBuilder.Entity<ClientScope>(table =>
        {
            table.ToTable("ClientScopes");
            table.Property(row => row.Scope).HasMaxLength(200).IsRequired();
        });

        modelBuilder.Entity<ClientSecret>(table =>
        {
            table.ToTable("ClientSecrets");
            table.Property(row => row.Description).HasMaxLength(2000);
            table.Property(row => row.Value).HasMaxLength(4000).IsRequired();
            table.Property(row => row.Type).HasMaxLength(250).IsRequired();
        });

        modelBuilder.Entity<Client>(table =>
        {
            table.ToTable("Clients");
            table.Property(row => row.ClientId).HasMaxLength(200).IsRequired();
            table.Property(row => row.ProtocolType).HasMaxLength(200).IsRequired();
            table.Property(row => row.ClientName).HasMaxLength(200);
            table.Property(row => row.Description).HasMaxLength(1000);
            table.Property(row => row.ClientUri).HasMaxLength(2000);
            table.Property(row => row.LogoUri).HasMaxLength(2000);
            table.Property(row => row.FrontChannelLogoutUri).HasMaxLength(2000);
            table.Property(row => row.BackChannelLogoutUri).HasMaxLength(2000);
            table.Property(row => row.AllowedIdentityTokenSigningAlgorithms).HasMaxLength(100);
            table.Property(row => row.ClientClaimsPrefix).HasMaxLength(200);
            table.Property(row => row.PairWiseSubjectSalt).HasMaxLength(200);
            table.Property(row => row.InitiateLoginUri).HasMaxLength(2000);
            table.Property(row => row.UserCodeType).HasMaxLength(100);
            table.HasMany(row => row.ClientSecrets).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.AllowedGrantTypes).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.RedirectUris).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.PostLogoutRedirectUris).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.AllowedScopes).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.IdentityProviderRestrictions).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.Claims).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.AllowedCorsOrigins).WithOne().HasForeignKey(child => child.ClientId);
            table.HasMany(row => row.Properties).WithOne().HasForeignKey(child => child.ClientId);
        });
    }
}
