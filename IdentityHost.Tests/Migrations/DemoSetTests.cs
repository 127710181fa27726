using System.Security.Cryptography;
using System.Text;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Tests.Migrations;

/// <summary>The demonstration set, as the walk-through expects it. The template of every test database was made of it.</summary>
public sealed class DemoSetTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    [Theory]
    [InlineData(Demo.ResourceServerId, "My Resource Server", "client_credentials", "introspect", "can_introspect=true", Demo.ResourceServerSecret)]
    [InlineData(Demo.WebAppId, "Web App", "authorization_code", "messages.read openid profile user.read", null, Demo.WebAppSecret)]
    [InlineData(Demo.PlainClientId, "Plain Client", "client_credentials", "messages.read", null, Demo.PlainClientSecret)]
    [InlineData(Demo.NotesId, "Notes", "authorization_code", "email openid profile user.read", null, null)]
    [InlineData(Demo.PhotosId, "Photos", "authorization_code", "address email openid phone profile user.read", null, Demo.PhotosSecret)]
    [InlineData(Demo.TvId, "TV", "urn:ietf:params:oauth:grant-type:device_code", "openid profile user.read", null, null)]
    [InlineData(Demo.SessionAdminId, "Session admin", "client_credentials", "identity.sessions", null, Demo.SessionAdminSecret)]
    [InlineData(Demo.JwtAppId, "JWT app", "authorization_code", "openid profile user.read", null, Demo.JwtAppSecret)]
    public async Task Its_clients(string id, string name, string grantType, string scopes, string? properties, string? secret)
    {
        (await TextAsync("""SELECT "ClientName" FROM "Clients" WHERE "ClientId" = $1 AND "Enabled" AND "RequirePkce" """, id)).ShouldBe(name);
        (await PartsAsync("ClientGrantTypes", "\"GrantType\"", id)).ShouldBe(grantType);
        (await PartsAsync("ClientScopes", "\"Scope\"", id)).ShouldBe(scopes);
        (await PartsAsync("ClientProperties", "\"Key\" || '=' || \"Value\"", id)).ShouldBe(properties);
        (await PartsAsync("ClientSecrets", "\"Type\" || ' ' || \"Value\"", id)).ShouldBe(secret is null ? null : $"SharedSecret {Hash(secret)}");
    }

    [Fact]
    public async Task Its_web_application_uses_reference_tokens_and_one_redirect_uri()
    {
        (await PartsAsync("ClientRedirectUris", "\"RedirectUri\"", Demo.WebAppId)).ShouldBe(Demo.WebAppRedirectUri);
        (await TextAsync("""SELECT "AccessTokenType"::text FROM "Clients" WHERE "ClientId" = $1""", Demo.WebAppId)).ShouldBe("1");
    }

    [Fact]
    public async Task Its_API_resource_has_both_scopes_and_a_secret()
    {
        (await TextAsync("""
            SELECT string_agg(s."Scope", ' ' ORDER BY s."Scope") FROM "ApiResourceScopes" s JOIN "ApiResources" r ON r."Id" = s."ApiResourceId" WHERE r."Name" = $1
            """, Demo.ApiResource)).ShouldBe("messages.read user.read");
        (await TextAsync("""SELECT string_agg("Value", ' ') FROM "ApiResourceSecrets" WHERE "Type" = $1""", "SharedSecret")).ShouldBe(Hash(Demo.ApiResourceSecret));
    }

    [Fact]
    public async Task Its_scopes_and_identity_resources()
    {
        (await TextAsync("""SELECT string_agg("Name", ' ' ORDER BY "Name") FROM "ApiScopes" WHERE "Enabled" AND $1 <> '' """, "-")).ShouldBe("identity.sessions introspect messages.read user.read");
        (await TextAsync("""SELECT string_agg("Name", ' ' ORDER BY "Name") FROM "IdentityResources" WHERE "Enabled" AND $1 <> '' """, "-")).ShouldBe("address email openid phone profile");
    }

    [Fact]
    public async Task Its_users_sign_in_with_the_passwords_of_ASP_NET_Core_Identity()
    {
        (await TextAsync("""SELECT "Id" FROM "Users" WHERE "NormalizedUserName" = 'ALICE' AND "IntrospectionId" = $1::uuid AND NOT "Disabled" """, Demo.IntrospectionId))
            .ShouldBe(Demo.Subject);
        (await TextAsync("""SELECT "Id" FROM "Users" WHERE "NormalizedUserName" = 'BOB' AND "IntrospectionId" = $1::uuid AND NOT "Disabled" """, Demo.OtherIntrospectionId))
            .ShouldBe(Demo.OtherSubject);
        (await TextAsync("""SELECT "Email" FROM "Users" WHERE "UserName" = $1 AND "EmailConfirmed" """, Demo.User)).ShouldBe(Demo.Email);

        foreach (var (user, password) in new[] { (Demo.User, Demo.Password), (Demo.OtherUser, Demo.OtherPassword) })
        {
            var hash = await TextAsync("""SELECT "PasswordHash" FROM "Users" WHERE "UserName" = $1""", user);
            new PasswordHasher<object>().VerifyHashedPassword(this, hash!, password).ShouldBe(PasswordVerificationResult.Success);
        }
    }

    [Fact]
    public async Task Its_secrets_stand_in_no_seed()
    {
        foreach (var file in Directory.GetFiles(RepositoryFolder.PathOf("migrations/demo"), "*.yaml"))
        {
            var seed = await File.ReadAllTextAsync(file);
            foreach (var secret in new[] 
            {
                Demo.WebAppSecret, Demo.ResourceServerSecret, Demo.PlainClientSecret, Demo.ApiResourceSecret, Demo.Password, Demo.PhotosSecret,
                Demo.SessionAdminSecret, Demo.JwtAppSecret, Demo.OtherPassword,
            })
            {
                seed.ShouldNotContain(secret);
            }
        }
    }

    private Task<string?> TextAsync(string sql, string parameter) => demo.Database.ScalarAsync<string>(sql, parameter);

    private Task<string?> PartsAsync(string table, string expression, string clientId) => TextAsync(
        $"""SELECT string_agg({expression}, ' ' ORDER BY {expression}) FROM "{table}" WHERE "ClientId" = (SELECT "Id" FROM "Clients" WHERE "ClientId" = $1)""", clientId);

    private static string Hash(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
