using System.Security.Claims;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.InactiveTokens;

/// <summary>Two hosts of one issuer on one database: one remembers tokens, one asks the database each time.</summary>
public sealed class TwoMemories : IAsyncLifetime
{
    public const string Category = "IdentityHost.InactiveTokens";
    public const string OtherApi = "other-api";
    public const string OtherClient = "other-client";
    public const string Issuer = "http://127.0.0.1:5999";

    private TestHost? _remembering;
    private TestHost? _forgetful;
    private TestDatabase? _database;

    public TestDatabase Database => _database ?? throw new InvalidOperationException("The fixture has not started.");

    public TestHost Host(bool remembers) => (remembers ? _remembering : _forgetful) ?? throw new InvalidOperationException("The fixture has not started.");

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        await Database.AddApiAsync(OtherApi, TestClients.Secret, "other.read");
        await Database.AddClientAsync(OtherClient);
        _remembering = await StartAsync(remembers: true);
        _forgetful = await StartAsync(remembers: false);
        await _remembering.ListeningAsync();
    }

    public async Task DisposeAsync()
    {
        if (_remembering is not null)
            await _remembering.DisposeAsync();
        if (_forgetful is not null)
            await _forgetful.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>Asks as the API of the demonstration, or at the Passport route.</summary>
    public Task<bool> IsActiveAsync(bool remembers, bool passport, string token, string? caller = null) => IsActiveAsync(Host(remembers), passport, token, caller);

    public static async Task<bool> IsActiveAsync(TestHost host, bool passport, string token, string? caller = null)
    {
        var tokens = new TokenClient(host);
        var (name, secret) = caller is null ? (Demo.ApiResource, Demo.ApiResourceSecret) : (caller, TestClients.Secret);
        var answer = passport
            ? await tokens.IntrospectAsync(await tokens.ResourceServerTokenAsync(), token)
            : await tokens.StandardIntrospectAsync(name, secret, token);
        return answer.GetProperty("active").GetBoolean();
    }

    public static IReadOnlyList<CapturedLog> Lines(TestHost host) =>
        [.. host.Logs.Lines.Where(line => line.Category.StartsWith(Category, StringComparison.Ordinal))];

    /// <summary>The one line that one answer wrote, which is at Debug and tells nothing of the token's text.</summary>
    public static CapturedLog ShouldBeOneLine(IReadOnlyList<CapturedLog> before, IReadOnlyList<CapturedLog> after, string token)
    {
        var line = after.Skip(before.Count).ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Debug);
        if (token.Length > 8)
            line.Everything.ShouldSatisfyAllConditions(text => text.ShouldNotContain(token[..8]), text => text.ShouldNotContain(token[^8..]));
        return line;
    }

    public static string Value(CapturedLog line, string name) => line.State.Single(value => value.Key == name).Value!;

    /// <summary>A user of a client of their own, in a session to which its tokens are tied.</summary>
    public async Task<Holder> AddHolderAsync(object? columns = null)
    {
        var name = "h" + Guid.CreateVersion7().ToString("N");
        await Database.AddClientAsync(name, columns ?? new { CoordinateLifetimeWithUserSession = true, AllowOfflineAccess = true });
        await Database.ExecuteAsync(
            """
            INSERT INTO "Users" ("Id", "UserName", "NormalizedUserName", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES ($1, $1, upper($1), false, false, false, true, 0)
            """,
            "u" + name);
        await Database.ExecuteAsync(
            """
            INSERT INTO "ServerSideSessions" ("Key", "Scheme", "SubjectId", "SessionId", "Created", "Renewed", "Data")
            VALUES ($1, 'test', $1, $2, now(), now(), '')
            """,
            "u" + name, "s" + name);
        return new Holder(name, "u" + name, "s" + name, "j" + name);
    }

    public async Task<string> MakeAsync(Holder holder, bool isJwt, Action<Token>? change = null)
    {
        var token = new Token("access_token")
        {
            Issuer = Issuer,
            CreationTime = TimeProvider.System.GetUtcNow().UtcDateTime,
            Lifetime = 3600,
            ClientId = holder.ClientId,
            AccessTokenType = isJwt ? AccessTokenType.Jwt : AccessTokenType.Reference,
            Audiences = { Demo.ApiResource },
            Claims =
            [
                new Claim("client_id", holder.ClientId), new Claim("scope", "messages.read"), new Claim("jti", holder.TokenId),
                new Claim("sub", holder.Subject), new Claim("sid", holder.SessionId),
            ],
        };
        change?.Invoke(token);
        await using var scope = Host(remembers: false).Services.CreateAsyncScope();
        return isJwt
            ? await scope.ServiceProvider.GetRequiredService<ITokenCreationService>().CreateTokenAsync(token, CancellationToken.None)
            : await scope.ServiceProvider.GetRequiredService<IReferenceTokenStore>().StoreReferenceTokenAsync(token, CancellationToken.None);
    }

    private Task<TestHost> StartAsync(bool remembers) => TestHost.StartAsync(Database, settings =>
    {
        settings["IdentityHost:Issuer"] = Issuer;
        settings["IdentityHost:TokenCache:Enabled"] = remembers.ToString();
    });
}

/// <summary>Whose a token is.</summary>
public sealed record Holder(string ClientId, string Subject, string SessionId, string TokenId);
