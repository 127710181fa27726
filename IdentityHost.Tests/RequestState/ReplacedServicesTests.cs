using IdentityHost.Extensibility;
using IdentityHost.RequestState;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Introspection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.RequestState;

/// <summary>What a deployer puts in the place of the host's own takes effect every time.</summary>
public sealed class ReplacedServicesTests(HostFixture host) : IClassFixture<HostFixture>
{
    private int _calls;
    private bool _says = true;

    /// <summary>Any other implementation, in any lifetime; here one that nobody could call.</summary>
    [Theory]
    [InlineData(typeof(IPersistedGrantStore), false)]
    [InlineData(typeof(IReferenceTokenStore), false)]
    [InlineData(typeof(IClientStore), false)]
    [InlineData(typeof(IProfileService), false)]
    [InlineData(typeof(ICustomTokenValidator), false)]
    [InlineData(typeof(ISessionCoordinationService), false)]
    [InlineData(typeof(IServerSideSessionStore), false)]
    [InlineData(typeof(ISigningKeyStore), false)]
    [InlineData(typeof(IIntrospectionRequestValidator), false)]
    [InlineData(typeof(IHttpResponseWriter<IntrospectionResult>), false)]
    [InlineData(typeof(IResourceStore), true)]
    [InlineData(typeof(IIntrospectionIdResolver), true)]
    [InlineData(typeof(IIntrospectionResponseGenerator), true)]
    public async Task Which_services_are_told_apart(Type service, bool tokensAreOurs)
    {
        IServiceCollection? services = null;
        await using var node = await TestHost.StartAsync(host.Database, settings: null, builder => services = builder.Services);
        // What was registered first, again: the host's own have it in their place.
        var copy = new ServiceCollection();
        foreach (var descriptor in services!)
            ((ICollection<ServiceDescriptor>)copy).Add(descriptor);
        var watched = ReplacedServices.Watch(copy);
        watched().AnswersAreOurs.ShouldBeTrue();

        copy.AddTransient(service, _ => throw new InvalidOperationException());

        watched().TokensAreOurs.ShouldBe(tokensAreOurs);
        watched().AnswersAreOurs.ShouldBeFalse();
        // One that stood there before the host, and kept the engine from registering its own.
        ReplacedServices.Watch(copy)().TokensAreOurs.ShouldBe(tokensAreOurs);
    }

    [Fact]
    public async Task A_profile_service_is_asked_every_time()
    {
        await using var node = await StartAsync(services => services.AddSingleton<IProfileService>(new Profile(this)));
        var token = await new TokenClient(node).AliceTokenAsync();
        await AskThriceAsync(node, token);
        _calls.ShouldBeGreaterThanOrEqualTo(3);
        _says = false;
        (await AskAsync(node, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
        node.Logs.Lines.ShouldContain(line => line.Level == LogLevel.Information && line.Message.Contains("tokens are not remembered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_validator_of_the_deployers_own_rule_is_asked_every_time()
    {
        await using var node = await StartAsync(services => services.AddSingleton<ICustomTokenValidator>(new Rule(this)));
        var token = await new TokenClient(node).ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        await AskThriceAsync(node, token);
        _calls.ShouldBe(3);
        _says = false;
        (await AskAsync(node, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_id_resolver_is_asked_every_time_about_a_token_that_is_remembered()
    {
        await using var node = await StartAsync(services => services.AddSingleton<IIntrospectionIdResolver>(new Ids(this)));
        var token = await new TokenClient(node).AliceTokenAsync();
        await AskThriceAsync(node, token);
        (await AskAsync(node, token)).GetProperty("id").GetString().ShouldBe("id-4");
        (await node.StatementsAsync(() => AskAsync(node, token))).ShouldBeEmpty();
        _says = false;
        (await AskAsync(node, token)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_response_generator_around_the_hosts_own_is_asked_every_time_about_a_token_that_is_remembered()
    {
        await using var node = await StartAsync(services =>
        {
            var own = services.Last(descriptor => descriptor.ServiceType == typeof(IIntrospectionResponseGenerator));
            services.AddTransient<IIntrospectionResponseGenerator>(sp =>
                new Generator(this, (IIntrospectionResponseGenerator)ActivatorUtilities.CreateInstance(sp, own.ImplementationType!)));
        });
        var token = await new TokenClient(node).AliceTokenAsync();
        await AskThriceAsync(node, token);
        var answer = await AskAsync(node, token);
        answer.GetProperty("mark").GetInt32().ShouldBe(4);
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
        node.Logs.Lines.ShouldContain(line => line.Message.Contains("Answers of introspections are not remembered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_policy_is_asked_and_events_are_raised_every_time_even_where_the_answer_is_remembered()
    {
        var sink = new Sink();
        await using var node = await StartAsync(services =>
        {
            services.AddSingleton<IIntrospectionPolicy>(new Policy(this));
            services.AddSingleton<IEventSink>(sink);
        });
        var token = await new TokenClient(node).AliceTokenAsync();
        await AskThriceAsync(node, token);
        (await node.StatementsAsync(() => AskAsync(node, token))).ShouldBeEmpty();
        _calls.ShouldBe(4);
        sink.Introspections.Count.ShouldBe(4);
        sink.Introspections.ShouldAllBe(raised => raised.IsActive && raised.TokenScopes.Contains("messages.read"));
        _says = false;
        using var refused = await new TokenClient(node).PostFormAsync(
            "/connect/introspect", new() { ["token"] = token }, TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private static Task<System.Text.Json.JsonElement> AskAsync(TestHost node, string token) =>
        new TokenClient(node).StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, token);

    private static async Task AskThriceAsync(TestHost node, string token)
    {
        for (var i = 0; i < 3; i++)
            (await AskAsync(node, token)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    private Task<TestHost> StartAsync(Action<IServiceCollection> configure) =>
        SqlOfHost.StartAsync(host.Database, settings: null, builder => configure(builder.Services));

    private sealed class Profile(ReplacedServicesTests test) : IProfileService
    {
        public Task GetProfileDataAsync(ProfileDataRequestContext context, CancellationToken ct) => Task.CompletedTask;

        public Task IsActiveAsync(IsActiveContext context, CancellationToken ct)
        {
            test._calls++;
            context.IsActive = test._says;
            return Task.CompletedTask;
        }
    }

    private sealed class Rule(ReplacedServicesTests test) : ICustomTokenValidator
    {
        public Task<TokenValidationResult> ValidateAccessTokenAsync(TokenValidationResult result, CancellationToken ct)
        {
            test._calls++;
            result.IsError = !test._says;
            return Task.FromResult(result);
        }

        public Task<TokenValidationResult> ValidateIdentityTokenAsync(TokenValidationResult result, CancellationToken ct) => Task.FromResult(result);
    }

    private sealed class Ids(ReplacedServicesTests test) : IIntrospectionIdResolver
    {
        public ValueTask<string?> FindIdAsync(string subject, CancellationToken ct) => new(test._says ? $"id-{++test._calls}" : null);
    }

    private sealed class Generator(ReplacedServicesTests test, IIntrospectionResponseGenerator inner) : IIntrospectionResponseGenerator
    {
        public async Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct)
        {
            var members = await inner.ProcessAsync(validationResult, ct);
            members["mark"] = ++test._calls;
            return members;
        }
    }

    private sealed class Policy(ReplacedServicesTests test) : IIntrospectionPolicy
    {
        public ValueTask<bool> MayIntrospectAsync(IntrospectionCaller caller, CancellationToken ct)
        {
            test._calls++;
            return new(test._says);
        }
    }

    private sealed class Sink : IEventSink
    {
        public List<TokenIntrospectionSuccessEvent> Introspections { get; } = [];

        public Task PersistAsync(Event evt, CancellationToken ct)
        {
            if (evt is TokenIntrospectionSuccessEvent introspection)
                Introspections.Add(introspection);
            return Task.CompletedTask;
        }
    }
}
