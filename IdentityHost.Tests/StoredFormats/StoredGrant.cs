using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.StoredFormats;

/// <summary>Rows of table PersistedGrants, written here letter by letter as the stored format has them: nothing of the host writes them.</summary>
internal static class StoredGrant
{
    public const string Purpose = "PersistentGrantSerializer";

    /// <summary>32 random bytes as upper-case hex, and the suffix of today's handles.</summary>
    public static string NewHandle() => RandomNumberGenerator.GetHexString(64) + "-1";

    /// <summary>A handle from before the suffix.</summary>
    public static string NewOldHandle() => RandomNumberGenerator.GetHexString(64);

    public static async Task InsertAsync(
        TestDatabase database, string handle, string type, string clientId, string? subject, string data, TimeSpan? age = null)
    {
        var created = TimeProvider.System.GetUtcNow().UtcDateTime - (age ?? TimeSpan.Zero);
        await database.ExecuteAsync(
            """
            INSERT INTO "PersistedGrants" ("Key", "Type", "SubjectId", "SessionId", "ClientId", "CreationTime", "Expiration", "Data")
            VALUES ($1, $2, $3, 'session', $4, $5, $6, $7)
            """,
            Key(handle, type), type, (object?)subject ?? DBNull.Value, clientId, created, created.AddHours(1), data);
    }

    public static string Plain(string inner) =>
        JsonSerializer.Serialize(new { PersistentGrantDataContainerVersion = 1, DataProtected = false, Payload = inner });

    /// <summary>Protected by the key ring of a host.</summary>
    public static string Protected(IServiceProvider services, string inner) =>
        Protected(services.GetRequiredService<IDataProtectionProvider>(), inner);

    public static string Protected(IDataProtectionProvider ring, string inner) => JsonSerializer.Serialize(new
    {
        PersistentGrantDataContainerVersion = 1,
        DataProtected = true,
        Payload = ring.CreateProtector(Purpose).Protect(inner),
    });

    public static string ReferenceToken(string issuer, string clientId, string scope, int lifetime = 3600, string extra = "") =>
        $$"""
        {"AllowedSigningAlgorithms":[],"Audiences":["messages-api"],"Issuer":"{{issuer}}","CreationTime":"{{Now():yyyy-MM-ddTHH:mm:ssZ}}","Lifetime":{{lifetime}},
        "Type":"access_token","ClientId":"{{clientId}}","AccessTokenType":1,"IncludeJwtId":true,"Claims":[{"Type":"client_id","Value":"{{clientId}}"},
        {"Type":"jti","Value":"ABCDEF0123456789ABCDEF0123456789"},{"Type":"sub","Value":"1"},{"Type":"idp","Value":"local"},{"Type":"scope","Value":"{{scope}}"},
        {"Type":"auth_time","Value":"1700000000","ValueType":"http://www.w3.org/2001/XMLSchema#integer64"}],"Version":5,"Scopes":["{{scope}}"]{{extra}}}
        """;

    public static string AuthorizationCode(string clientId, string redirectUri, string challenge, string extra = "") =>
        $$"""
        {"CreationTime":"{{Now():yyyy-MM-ddTHH:mm:ssZ}}","Lifetime":300,"ClientId":"{{clientId}}","Subject":{"AuthenticationType":"Duende.IdentityServer","Claims":[
        {"Type":"sub","Value":"1"},{"Type":"idp","Value":"local"},{"Type":"amr","Value":"pwd"},{"Type":"auth_time","Value":"1767323045"}]},"IsOpenId":true,
        "RequestedScopes":["openid","messages.read"],"RequestedResourceIndicators":[],"RedirectUri":"{{redirectUri}}","Nonce":"stored-nonce","WasConsentShown":false,
        "SessionId":"stored-session","CodeChallenge":"{{challenge}}","CodeChallengeMethod":"S256","Properties":{}{{extra}}}
        """;

    /// <summary>As schema.md has it. An access token of its own is inside, from an hour before.</summary>
    public static string RefreshToken(string issuer, string clientId, int lifetime = 3600, string extra = "") =>
        $$"""
        {"CreationTime":"{{Now():yyyy-MM-ddTHH:mm:ssZ}}","Lifetime":{{lifetime}},"AccessTokens":{"":{{ReferenceToken(issuer, clientId, "messages.read")}}},
        "Subject":{"AuthenticationType":"Duende.IdentityServer","Claims":[{"Type":"sub","Value":"1"},{"Type":"idp","Value":"local"},{"Type":"amr","Value":"pwd"},
        {"Type":"auth_time","Value":"1767323045"}]},"Version":5,"ClientId":"{{clientId}}","SessionId":"stored-session",
        "AuthorizedScopes":["openid","messages.read","offline_access"]{{extra}}}
        """;

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    public static string Key(string handle, string type)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{handle}:{type}"));
        return handle.EndsWith("-1", StringComparison.Ordinal) ? Convert.ToHexString(hash) : Convert.ToBase64String(hash);
    }
}
