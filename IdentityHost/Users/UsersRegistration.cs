using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Links;
using IdentityHost.Users.Notices;
using IdentityHost.Users.Passkeys;
using IdentityHost.Users.Passwords;
using IdentityHost.Users.Reauthentication;
using IdentityHost.Users.SignIn;
using IdentityHost.Users.TwoFactor;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>Users: ASP.NET Core Identity on PostgreSQL, without its cookies (the engine's cookie remembers who is signed in).</summary>
public static class UsersRegistration
{
    /// <summary>Needs the <see cref="NpgsqlDataSource"/> of the host. The profile service is registered with the engine.</summary>
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddDbContext<UsersDbContext>((provider, options) => options.UseDatabase(provider));
        services.AddSingleton<IPasswordHasher<ApplicationUser>, PasswordHasher<ApplicationUser>>();
        services
            .AddIdentityCore<ApplicationUser>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // UserNames says which there can be, where they are made: sign-up and seeds.
                options.User.AllowedUserNameCharacters = "";
            })
            .AddUserManager<AspNetUserManager<ApplicationUser>>()
            .AddUserStore<UserStore>();
        services.AddSingleton<ILookupNormalizer, LookupNormalizer>();
        services.AddSingleton<UserReader>();
        services.AddSingleton<PasswordHashes>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<SignInAttempts>();
        services.AddScoped<SignInGuard>();
        services.AddSingleton<SingleUse>();
        services.AddSingleton<UserTokenProtector>();
        services.AddSingleton<InterimCookie>();
        services.AddScoped<SignInNames>();
        services.AddScoped<PasswordSignIn>();
        services.AddTwoFactor();
        services.AddPasskeys();
        services.AddScoped<SignInCompletion>();
        services.AddSingleton<PasswordChanges>();
        services.AddSingleton<AccountLinks>();
        services.AddScoped<AccountMails>();
        services.AddScoped<SignUps>();
        services.AddSingleton<PersonLanguage>();
        services.AddScoped<SecurityNotices>();
        services.AddScoped<RecentProof>();
        services.AddScoped<SignedInUser>();
        return services;
    }
}
