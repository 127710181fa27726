extern alias host;
using IdentityHost.Extensibility;
using IdentityHost.InactiveTokens;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using InactiveReasons = host::Shared.InactiveReasons;

namespace IdentityHost.Tests.InactiveTokens;

/// <summary>When the line is written, and what may stand in it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class InactiveTokenLogTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    [Theory]
    [InlineData("Logging:LogLevel:Default", "Information", 0)]
    [InlineData("Logging:LogLevel:IdentityHost.InactiveTokens", "Information", 0)]
    [InlineData("Logging:LogLevel:IdentityHost.InactiveTokens", "Debug", 2)]
    public async Task It_is_written_at_Debug_only(string setting, string level, int lines)
    {
        await using var host = await TestHost.StartAsync(fixture.Database, settings => settings[setting] = level);

        (await TwoMemories.IsActiveAsync(host, passport: false, "unknown")).ShouldBeFalse();
        (await TwoMemories.IsActiveAsync(host, passport: true, "unknown")).ShouldBeFalse();

        TwoMemories.Lines(host).Count.ShouldBe(lines);
    }

    [Fact]
    public void It_costs_nothing_while_it_is_off()
    {
        // It would fail without a serializer and a request if it went on.
        var log = new InactiveTokenLog(NullLogger<InactiveTokenLog>.Instance, serializer: null!, TimeProvider.System);
        var result = new IntrospectionRequestValidationResult { Token = "x" };
        log.Write(IntrospectionRoute.Standard, result, request: null!);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            log.Write(IntrospectionRoute.Standard, result, request: null!);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData("device_lost", "device_lost")]
    [InlineData("The token 7f3a-B is bad", "rejected")]
    [InlineData(null, "rejected")]
    public async Task A_deployers_rule_may_give_a_code_of_its_own_and_no_text(string? description, string reason)
    {
        await using var host = await TestHost.StartAsync(fixture.Database, configure: builder =>
            builder.Services.AddSingleton<ICustomTokenValidator>(new Rule(description)));
        await using var scope = host.Services.CreateAsyncScope();
        var token = StoredGrants.AccessToken(fixture, Demo.PlainClientId);
        var handle = await scope.ServiceProvider.GetRequiredService<IReferenceTokenStore>().StoreReferenceTokenAsync(token, CancellationToken.None);

        (await TwoMemories.IsActiveAsync(host, passport: false, handle)).ShouldBeFalse();

        var line = TwoMemories.Lines(host).ShouldHaveSingleItem();
        TwoMemories.Value(line, "Reason").ShouldBe(ReasonOnThisEngine(reason));
        line.Everything.ShouldNotContain("7f3a-B");
    }

    [Fact]
    public void Each_reason_is_explained_to_operators_and_no_other()
    {
        var guide = File.ReadAllText(RepositoryFolder.PathOf("deploy/operations.md"));
        var section = guide[guide.IndexOf("### Why is this token inactive?", StringComparison.Ordinal)..guide.IndexOf("### People are refused", StringComparison.Ordinal)];
        var explained = section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(code => code.Trim(' ', '`'));

        explained.ShouldBe(typeof(InactiveReasons).GetFields().Select(field => (string)field.GetRawConstantValue()!), ignoreOrder: true);
    }

    // On Duende nobody hears what the rule said.
    private static string ReasonOnThisEngine(string reason) => typeof(ITokenValidator).Namespace!.StartsWith("Duende", StringComparison.Ordinal) ? "rejected" : reason;

    private sealed class Rule(string? description) : ICustomTokenValidator
    {
        public Task<TokenValidationResult> ValidateAccessTokenAsync(TokenValidationResult result, CancellationToken ct) =>
            Task.FromResult(new TokenValidationResult { IsError = true, Error = "invalid_token", ErrorDescription = description });

        public Task<TokenValidationResult> ValidateIdentityTokenAsync(TokenValidationResult result, CancellationToken ct) => Task.FromResult(result);
    }
}
