namespace IdentityHost.Tests.Contract.Surface;

/// <summary>That a use of the engine is seen wherever it stands.</summary>
public sealed class EngineUsesTests
{
    private static readonly IReadOnlyList<EngineUse> Found = EngineUses.Of(
        typeof(EngineUsesTests).Assembly,
        typeof(Client).Assembly,
        type => type == typeof(Sample) || type.DeclaringType == typeof(Sample) || type.DeclaringType?.DeclaringType == typeof(Sample));

    public static TheoryData<string, string> Uses => new()
    {
        { "the base class", nameof(IntrospectionResponseGenerator) },
        { "its constructor", $"{nameof(IntrospectionResponseGenerator)}..ctor" },
        { "the overridden method", $"{nameof(IntrospectionResponseGenerator)}.{nameof(IntrospectionResponseGenerator.ProcessAsync)}" },
        { "an interface", nameof(IEventSink) },
        { "a field's type", nameof(UserSession) },
        { "a parameter of a generic type", nameof(PersistedGrant) },
        { "a call in an asynchronous method", $"{nameof(IClientStore)}.{nameof(IClientStore.FindClientByIdAsync)}" },
        { "a setter in a lambda", $"{nameof(Grant)}.set_{nameof(Grant.Description)}" },
        { "a type argument of a method", nameof(Consent) },
        { "a generic type's member", "QueryResult`1.get_Results" },
        { "typeof", nameof(DeviceCode) },
        { "a constraint", nameof(Resource) },
        { "what is caught after a switch", $"{nameof(ClientClaim)}..ctor" },
    };

    [Theory, MemberData(nameof(Uses))]
    public void Each_use_is_found(string what, string use) =>
        Found.ShouldContain(found => use == (found.Used is Type ? found.Used.Name : $"{found.Used.DeclaringType!.Name}.{found.Used.Name}"), what);

    [Fact]
    public void Nothing_else_is() => Found.Select(found => found.Used.Module.Assembly).Distinct().ShouldBe([typeof(Client).Assembly]);

    [Fact]
    public void The_user_is_named() =>
        Found.Single(found => found.Used == typeof(UserSession)).User.ShouldContain($"{nameof(Sample)}.");

#pragma warning disable CA1812, CA1823, CS0169, S1144, S2325, S3453, S4487, CA1822, S2933, MA0038, MA0041, IDE0044 // Looked at by reflection, never run.
    private sealed class Sample(IEventService events, IClientStore clients) : IntrospectionResponseGenerator(events, null!), IEventSink
    {
        private UserSession? _session;

        public override Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct) => base.ProcessAsync(validationResult, ct);

        public Task PersistAsync(Event evt, CancellationToken ct) => Task.CompletedTask;

        private static Task Take(IReadOnlyList<PersistedGrant> grants) => Task.FromResult(grants);

        private async Task CallAsync() => await clients.FindClientByIdAsync("a", CancellationToken.None);

        private static Action<Grant> Lambda() => grant => grant.Description = "a";

        private static object Generic() => Array.Empty<Consent>();

        private static int Count(QueryResult<string> result) => result.Results.Count;

        private static Type TypeOf() => typeof(DeviceCode);

        private static void Constrained<T>(T value)
            where T : Resource => ArgumentNullException.ThrowIfNull(value);

        private static object? Switch(int value)
        {
            switch (value)
            {
                case 0: return 0L;
                case 1: return 1.5;
                case 2: return int.MaxValue;
                case 3: return null;
                case 4: return 'a';
                default:
                    try
                    {
                        return new ClientClaim("a", "b");
                    }
                    catch (FormatException)
                    {
                        return null;
                    }
            }
        }
    }
#pragma warning restore CA1812, CA1823, CS0169, S1144, S2325, S3453, S4487, CA1822, S2933, MA0038, MA0041, IDE0044
}
