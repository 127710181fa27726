using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.InactiveTokens;

/// <summary>
/// RFC 7662 2.2: a caller is not told why a token is not active. Whoever operates the server finds it in the log: one line for each such answer, on both
/// routes, whether the token was remembered or not.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class ReasonTests(TwoMemories hosts) : IClassFixture<TwoMemories>
{
    private const string OnlyRejected = "its validators do not say why: the line has 'rejected'";

    /// <summary>What takes access away from somebody whose token is active.</summary>
    private static readonly Dictionary<string, string> Changes = new(StringComparer.Ordinal)
    {
        ["removed"] = """DELETE FROM "PersistedGrants" WHERE "SubjectId" = $2""",
        ["ended"] = """UPDATE "PersistedGrants" SET "Expiration" = now() - interval '1 second' WHERE "SubjectId" = $2""",
        ["user disabled"] = """UPDATE "Users" SET "Disabled" = true WHERE "Id" = $2""",
        ["user deleted"] = """DELETE FROM "Users" WHERE "Id" = $2""",
        ["client disabled"] = """UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = $1""",
        ["client deleted"] = """DELETE FROM "Clients" WHERE "ClientId" = $1""",
        ["session ended"] = """DELETE FROM "ServerSideSessions" WHERE "SessionId" = $3""",
        ["id revoked"] = """INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ($4, now() + interval '1 day')""",
    };

    public static TheoryData<bool, bool> RoutesAndMemories => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    public static TheoryData<string, bool, string, bool, bool> WhatTheHostReads => Rows(
        ("removed", false, "not_found"),
        ("ended", false, "expired"),
        ("user disabled", false, "user_disabled"),
        ("user disabled", true, "user_disabled"),
        ("user deleted", false, "user_unknown"),
        ("user deleted", true, "user_unknown"));

    public static TheoryData<string, bool, string, bool, bool> WhatTheEngineSays => Rows(
        ("client disabled", false, "client_disabled"),
        ("client disabled", true, "client_disabled"),
        ("client deleted", false, "client_unknown"),
        ("client deleted", true, "client_unknown"),
        ("session ended", false, "session_ended"),
        ("session ended", true, "session_ended"),
        ("id revoked", true, "revoked"));

    [Theory]
    [MemberData(nameof(WhatTheHostReads))]
    public Task A_token_that_was_active(string change, bool isJwt, string reason, bool passport, bool remembers) =>
        ShouldEndAsync(change, isJwt, reason, passport, remembers);

    [Theory]
    [MemberData(nameof(WhatTheEngineSays))]
    [EngineDifference(OnlyRejected)]
    public Task A_token_that_was_active_as_the_engine_says(string change, bool isJwt, string reason, bool passport, bool remembers) =>
        ShouldEndAsync(change, isJwt, reason, passport, remembers);

    [Theory]
    [MemberData(nameof(RoutesAndMemories))]
    public async Task A_token_that_nobody_issued_and_one_that_is_too_long(bool passport, bool remembers)
    {
        await ShouldBeAsync(new string('A', 64) + "-1", "not_found", passport, remembers);
        await ShouldBeAsync(new string('A', 200), "not_found", passport, remembers);
    }

    [Theory]
    [MemberData(nameof(RoutesAndMemories))]
    [EngineDifference(OnlyRejected)]
    public async Task A_JWT_that_is_none_of_ours(bool passport, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        var jwt = await hosts.MakeAsync(holder, isJwt: true);
        var kid = Jwt.Read(jwt).Header.GetProperty("kid").GetString();
        (await hosts.IsActiveAsync(remembers, passport, jwt)).ShouldBeTrue();

        await ShouldBeAsync("a.b.c", "malformed", passport, remembers);
        await ShouldBeAsync(jwt + "=", "malformed", passport, remembers);
        await ShouldBeAsync(Jwt.Forge(jwt, new { alg = "RS256", typ = "at+jwt" }, _ => new byte[256]), "malformed", passport, remembers);
        await ShouldBeAsync(Jwt.Forge(jwt, new { alg = "RS256", typ = "at+jwt", kid = "unknown" }, _ => new byte[256]), "unknown_key", passport, remembers);
        await ShouldBeAsync(Jwt.Tamper(jwt, 1, "messages.read", "introspect"), "bad_signature", passport, remembers);
        await ShouldBeAsync(Jwt.Forge(jwt, new { alg = "HS256", typ = "at+jwt", kid }, _ => new byte[32]), "bad_signature", passport, remembers);
    }

    [Theory]
    [MemberData(nameof(RoutesAndMemories))]
    [EngineDifference(OnlyRejected)]
    public async Task RFC9068_4_a_JWT_of_ours_that_is_no_access_token_of_now_and_here(bool passport, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        await ShouldBeAsync(await hosts.MakeAsync(holder, true, made => made.CreationTime = made.CreationTime.AddHours(-2)), "expired", passport, remembers, holder);
        await ShouldBeAsync(await hosts.MakeAsync(holder, true, made => made.CreationTime = made.CreationTime.AddHours(1)), "not_yet_valid", passport, remembers, holder);
        await ShouldBeAsync(await hosts.MakeAsync(holder, true, made => made.Issuer = "https://elsewhere.example"), "wrong_issuer", passport, remembers, holder);
        await ShouldBeAsync(await hosts.MakeAsync(holder, true, made => made.Type = "id_token"), "wrong_type", passport, remembers, holder);
    }

    [Theory]
    [MemberData(nameof(RoutesAndMemories))]
    [EngineDifference(OnlyRejected)]
    public async Task A_reference_token_whose_time_has_not_begun(bool passport, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        await ShouldBeAsync(await hosts.MakeAsync(holder, false, made => made.CreationTime = made.CreationTime.AddHours(1)), "not_yet_valid", passport, remembers, holder);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task RFC7662_4_a_token_of_which_the_API_has_no_scope(bool isJwt, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        var token = await hosts.MakeAsync(holder, isJwt);
        (await hosts.IsActiveAsync(remembers, passport: false, token)).ShouldBeTrue();

        await ShouldBeAsync(token, "wrong_audience", passport: false, remembers, holder, TwoMemories.OtherApi);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [EngineDifference(OnlyRejected)]
    public async Task A_token_of_another_client_than_the_one_that_asks(bool isJwt, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        var token = await hosts.MakeAsync(holder, isJwt);
        (await hosts.IsActiveAsync(remembers, passport: false, token)).ShouldBeTrue();

        await ShouldBeAsync(token, "wrong_client", passport: false, remembers, holder, TwoMemories.OtherClient);
    }

    [Fact]
    public async Task A_request_to_the_Passport_route_without_a_token()
    {
        var host = hosts.Host(remembers: false);
        var tokens = new TokenClient(host);
        var before = TwoMemories.Lines(host);

        (await tokens.IntrospectAsync(await tokens.ResourceServerTokenAsync(), "")).GetProperty("active").GetBoolean().ShouldBeFalse();

        TwoMemories.Value(TwoMemories.Lines(host).Skip(before.Count).ShouldHaveSingleItem(), "Reason").ShouldBe("missing");
    }

    private static TheoryData<string, bool, string, bool, bool> Rows(params (string Change, bool IsJwt, string Reason)[] rows)
    {
        var all = new TheoryData<string, bool, string, bool, bool>();
        foreach (var (change, isJwt, reason) in rows)
        {
            foreach (var (passport, remembers) in new[] { (false, false), (false, true), (true, false), (true, true) })
                all.Add(change, isJwt, reason, passport, remembers);
        }

        return all;
    }

    private async Task ShouldEndAsync(string change, bool isJwt, string reason, bool passport, bool remembers)
    {
        var holder = await hosts.AddHolderAsync();
        var token = await hosts.MakeAsync(holder, isJwt);
        for (var i = 0; i < 2; i++)
            (await hosts.IsActiveAsync(remembers, passport, token)).ShouldBeTrue();
        var host = hosts.Host(remembers);
        var before = TwoMemories.Lines(host);

        var parameters = new object[] { holder.ClientId, holder.Subject, holder.SessionId, holder.TokenId };
        var number = int.Parse(Changes[change].Split('$')[1][..1], null);
        await hosts.Database.ExecuteAsync(Changes[change].Replace($"${number}", "$1", StringComparison.Ordinal), parameters[number - 1]);
        await Eventually.TrueAsync(async () => !await hosts.IsActiveAsync(remembers, passport, token));

        var line = TwoMemories.ShouldBeOneLine(before, TwoMemories.Lines(host), token);
        TwoMemories.Value(line, "Reason").ShouldBe(reason);
        // What was removed can't be known.
        var isKnown = change != "removed";
        TwoMemories.Value(line, "ClientId").ShouldBe(isKnown ? holder.ClientId : "unknown");
        TwoMemories.Value(line, "TokenId").ShouldBe(isKnown ? holder.TokenId : "unknown");
    }

    /// <param name="token">Not active.</param>
    /// <param name="reason">What is expected.</param>
    /// <param name="passport">Which route.</param>
    /// <param name="remembers">Which host.</param>
    /// <param name="holder">Null: the line can't tell.</param>
    /// <param name="caller">Null: the API, or the client of the Passport route.</param>
    private async Task ShouldBeAsync(string token, string reason, bool passport, bool remembers, Holder? holder = null, string? caller = null)
    {
        var host = hosts.Host(remembers);
        var before = TwoMemories.Lines(host);

        (await hosts.IsActiveAsync(remembers, passport, token, caller)).ShouldBeFalse();

        var line = TwoMemories.ShouldBeOneLine(before, TwoMemories.Lines(host), token);
        TwoMemories.Value(line, "Reason").ShouldBe(reason);
        TwoMemories.Value(line, "Route").ShouldBe(passport ? "Passport" : "Standard");
        TwoMemories.Value(line, "Caller").ShouldBe(passport ? Demo.ResourceServerId : caller ?? Demo.ApiResource);
        TwoMemories.Value(line, "ClientId").ShouldBe(holder?.ClientId ?? "unknown");
        TwoMemories.Value(line, "TokenId").ShouldBe(holder?.TokenId ?? "unknown");
    }
}
