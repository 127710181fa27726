using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdentityHost.Users.Accounts;

/// <summary>The tables of users, in version 3 of Identity's schema, which has passkeys. The schema itself comes from <c>migrations/</c>.</summary>
internal sealed class UsersDbContext(DbContextOptions<UsersDbContext> options) : IdentityUserContext<ApplicationUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<ApplicationUser>(user =>
        {
            user.ToTable("Users");
            user.Property(u => u.IntrospectionId).HasDefaultValueSql("gen_random_uuid()");
            user.Property(u => u.DisplayName).HasMaxLength(256);
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<string>>().ToTable("UserTokens");
        builder.Entity<IdentityUserPasskey<string>>().ToTable("UserPasskeys");
    }
}
