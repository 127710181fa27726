using System.Diagnostics.Metrics;
using IdentityHost.Extensibility;
using IdentityHost.Memory;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Introspection;

/// <summary>Memory counts only while it is certain to be right.</summary>
public sealed class LapseTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_lease_that_lapses_between_look_up_and_answer_has_the_database_asked(bool passport)
    {
        var policy = new Meanwhile();
        await using var node = await SqlOfHost.StartAsync(host.Database, settings: null, builder => builder.Services.AddSingleton<IIntrospectionPolicy>(policy));
        var lease = node.Services.GetRequiredService<NodeLease>();
        var tokens = new TokenClient(node);
        var caller = await tokens.ResourceServerTokenAsync();
        var token = await tokens.AliceTokenAsync();
        for (var i = 0; i < 3; i++)
            (await AskAsync()).ShouldBeTrue();
        (await node.StatementsAsync(AskAsync)).ShouldBeEmpty();

        // Nothing has changed: the answer is the same, from elsewhere.
        policy.Now = () =>
        {
            lease.Current?.End();
            return Task.CompletedTask;
        };
        policy.Calls = 0;
        (await node.StatementsAsync(async () => (await AskAsync()).ShouldBeTrue())).ShouldNotBeEmpty();
        policy.Calls.ShouldBe(2);

        // Revoked, and acknowledged after the time of a lease, while this request stood still.
        await node.LeasedAsync();
        await Eventually.TrueAsync(async () => (await node.StatementsAsync(AskAsync)).Length == 0);
        policy.Now = async () =>
        {
            await host.Database.ExecuteAsync("""DELETE FROM "PersistedGrants" WHERE "SubjectId" = $1 AND "Type" = 'reference_token' """, Demo.Subject);
            lease.Current?.End();
        };
        (await AskAsync()).ShouldBeFalse();

        async Task<bool> AskAsync()
        {
            var answer = passport
                ? await tokens.IntrospectAsync(caller, token)
                : await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);
            return answer.GetProperty("active").GetBoolean();
        }
    }

    [Fact]
    public async Task Passports_token_in_a_JSON_body_outlasts_the_second_attempt()
    {
        var policy = new Meanwhile();
        await using var node = await SqlOfHost.StartAsync(host.Database, settings: null, builder => builder.Services.AddSingleton<IIntrospectionPolicy>(policy));
        var tokens = new TokenClient(node);
        var caller = await tokens.ResourceServerTokenAsync();
        var token = await tokens.AliceTokenAsync();
        for (var i = 0; i < 3; i++)
            await tokens.IntrospectAsync(caller, token);
        policy.Now = () =>
        {
            node.Services.GetRequiredService<NodeLease>().Current?.End();
            return Task.CompletedTask;
        };
        policy.Calls = 0;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/introspect")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { token }),
            Headers = { Authorization = new("Bearer", caller) },
        };
        using var response = await node.Client.SendAsync(request);

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
        policy.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_is_older_than_the_remembered_token_is_not_remembered_with_it()
    {
        var policy = new Meanwhile();
        await using var node = await SqlOfHost.StartAsync(host.Database, settings: null, builder => builder.Services.AddSingleton<IIntrospectionPolicy>(policy));
        var tokens = new TokenClient(node);
        var user = await host.Database.AddUserAsync();
        using var browser = new Browser(node.BaseAddress);
        var token = (await browser.UseAsync(node, await host.Database.AddAppAsync(), user)).Text("access_token");
        var caller = await tokens.ResourceServerTokenAsync();
        var id = Guid.CreateVersion7();
        // Passport's request has read caller, token and user by now, and looks for the token in memory next.
        policy.Now = async () =>
        {
            await host.Database.ExecuteAsync("""UPDATE "Users" SET "IntrospectionId" = $2 WHERE "Id" = $1""", user, id);
            await Eventually.TrueAsync(async () => (await node.StatementsAsync(async () =>
                (await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token)).Text("id").ShouldBe(id.ToString()))).Length == 0);
        };

        await tokens.IntrospectAsync(caller, token);

        (await tokens.IntrospectAsync(caller, token)).Text("id").ShouldBe(id.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_remembered_token_is_inactive_when_its_time_is_over(int type)
    {
        await host.Database.AddClientAsync($"short-{type}", new { AccessTokenType = type, AccessTokenLifetime = 3 });
        await host.Host.LeasedAsync();
        var token = await host.Tokens.ClientCredentialsAsync($"short-{type}", TestClients.Secret);
        var answer = await AskAsync();
        while (answer.GetProperty("active").GetBoolean())
        {
            answer.GetProperty("exp").GetInt64().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddSeconds(-1).ToUnixTimeSeconds());
            await Task.Delay(50);
            answer = await AskAsync();
        }

        Task<System.Text.Json.JsonElement> AskAsync() => host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);
    }

    [Fact]
    public async Task Before_nbf_the_database_is_asked()
    {
        var clock = new ShiftedClock();
        await using var node = await SqlOfHost.StartAsync(host.Database, settings: null, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var tokens = new TokenClient(node);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        for (var i = 0; i < 2; i++)
            await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);

        // Less than a lease, which would lapse with it.
        clock.Shift = TimeSpan.FromSeconds(-1.9);

        (await node.StatementsAsync(() => tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_happens_is_counted()
    {
        await using var node = await SqlOfHost.StartAsync(host.Database);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == TokenCacheMetrics.MeterName && instrument.Meter.Scope == node.Services.GetService<IMeterFactory>())
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.Start();
        var tokens = new TokenClient(node);
        var token = await tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);

        for (var i = 0; i < 3; i++)
            await tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);
        listener.RecordObservableInstruments();
        Of("misses").ShouldBe(1);
        Of("fills").ShouldBe(1);
        Of("hits").ShouldBe(2);
        Of("entries").ShouldBe(1);
        Of("bytes").ShouldBeInRange(500, 5000);

        using var revoked = await tokens.PostFormAsync(
            "/connect/revocation", new() { ["token"] = token }, TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        Of("invalidations grant").ShouldBe(1);
        listener.RecordObservableInstruments();
        Of("entries").ShouldBe(0);

        long Of(string name)
        {
            lock (counts)
                return counts.GetValueOrDefault("identityhost.token_cache." + name);
        }

        void Count(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.Length > 0 ? $"{instrument.Name} {tags[0].Value}" : instrument.Name;
            lock (counts)
                counts[name] = instrument.IsObservable ? value : counts.GetValueOrDefault(name) + value;
        }
    }

    private sealed class Meanwhile : IIntrospectionPolicy
    {
        public Func<Task>? Now { get; set; }

        public int Calls { get; set; }

        public async ValueTask<bool> MayIntrospectAsync(IntrospectionCaller caller, CancellationToken ct)
        {
            Calls++;
            if (Now is { } now)
            {
                Now = null;
                await now();
            }

            return true;
        }
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
