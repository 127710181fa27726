using System.Reflection;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>
/// That host, migrations and tests would find on Duende all that they use here: what they use of the built-in engine is in docs/duende-contract.md, with the same
/// shape, and the engine has nothing public besides.
/// </summary>
public sealed class ContractSurfaceTests
{
    private static readonly Lazy<string[]> Lines = new(() => File.ReadAllLines(RepositoryFolder.PathOf("docs/duende-contract.md")));
    private static readonly EngineSurface Engine = new(typeof(IdentityServerOptions).Assembly, "IdentityEngine");

    /// <summary>The assemblies that are built on either engine.</summary>
    private static readonly string[] Names = ["IdentityHost", "migrations", "Coherence", "IdentityHost.Tests"];

    public static TheoryData<string> Users => new(Names);

    [Fact]
    public void What_is_public_in_the_engine_is_in_the_contract_with_the_same_shape()
    {
        var check = new ContractCheck(Lines.Value, Engine);

        Engine.Types.Count.ShouldBeGreaterThan(100);
        Engine.Types.SelectMany(check.DeviationsOf).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Users))]
    public void What_is_used_of_the_engine_is_in_the_contract(string user)
    {
        var check = new ContractCheck(Lines.Value, Engine);

        UsesOf(user).Select(check.DeviationOf).OfType<string>().ShouldBeEmpty();
    }

    [Fact]
    public void The_host_and_the_tests_are_seen_using_it()
    {
        UsesOf("IdentityHost").Count.ShouldBeGreaterThan(400);
        UsesOf("IdentityHost.Tests").Count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void An_interface_that_the_host_implements_is_whole()
    {
        var check = new ContractCheck(Lines.Value, Engine);
        var implemented = Names.Select(Load).SelectMany(assembly => assembly.GetTypes())
            .Where(IsOnBothEngines)
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.Assembly == Engine.Assembly)
            .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
            .Distinct()
            .ToArray();

        implemented.ShouldContain(typeof(IReferenceTokenStore));
        implemented.SelectMany(check.MissingIn).ShouldBeEmpty();
    }

    /// <summary>Each line is as this engine and this host have it: whatever other thing it says is noticed.</summary>
    [Theory]
    [InlineData("  Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)", "  Task<Client?> FindClientByIdAsync(string id, CancellationToken ct)")]
    [InlineData("  Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)", "  Task<Client?> FindClientByIdAsync(CancellationToken ct, string clientId)")]
    [InlineData("  Task<IReadOnlyCollection<Grant>> GetAllUserGrantsAsync(CancellationToken ct)", "  Task<IEnumerable<Grant>> GetAllUserGrantsAsync(CancellationToken ct)")]
    [InlineData("  string? LoginUrl { get; set; }", "  string? LoginUrl { get; }")]
    [InlineData("  const OfflineAccess = offline_access", "  const OfflineAccess = offline")]
    [InlineData("  string? LoginUrl { get; set; }", "  string LoginUrl { get; set; }")]
    [InlineData("  string ConsentUrl { get; set; }", "  string? ConsentUrl { get; set; }")]
    [InlineData("  Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)", "  Task<Client> FindClientByIdAsync(string clientId, CancellationToken ct)")]
    [InlineData("  Task<SigningCredentials> GetSigningCredentialsAsync(IEnumerable<string>? allowedAlgorithms, CancellationToken ct)", "  Task<SigningCredentials> GetSigningCredentialsAsync(IEnumerable<string> allowedAlgorithms, CancellationToken ct)")]
    [InlineData("  IEnumerable<string>? AuthorizedScopes { get; set; }", "  IEnumerable<string?>? AuthorizedScopes { get; set; }")]
    [InlineData("  ReUse, OneTimeOnly", "  OneTimeOnly, ReUse")]
    [InlineData("## ~.Stores :: interface IClientStore", "## ~.Services :: interface IClientStore")]
    [InlineData("## ~.Models :: class ApiScope : Resource", "## ~.Models :: class ApiScope")]
    [InlineData("## ~.Models :: class Grant", "## ~.Models :: abstract class Grant")]
    [InlineData("## ~.Stores :: interface IMessageStore<TModel> (nullability unknown)", "## ~.Stores :: interface IMessageStore<TModel>")]
    [InlineData("  virtual Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct)", "")]
    public void A_contract_that_says_otherwise_is_noticed(string line, string otherwise)
    {
        Lines.Value.ShouldContain(line);
        var check = new ContractCheck(Lines.Value.Select(read => read == line ? otherwise : read), Engine);

        Engine.Types.SelectMany(check.DeviationsOf).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_use_of_what_the_contract_does_not_have_names_the_member_the_user_and_what_the_contract_has()
    {
        const string line = "  Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)";
        var check = new ContractCheck(Lines.Value.Select(read => read == line ? line.Replace("string", "int", StringComparison.Ordinal) : read), Engine);
        var use = new EngineUse(typeof(IClientStore).GetMethod(nameof(IClientStore.FindClientByIdAsync))!, "Host.Class.Method");

        check.DeviationOf(use).ShouldBe(
            "Host.Class.Method uses `Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct)` of ~.Stores.IClientStore; " +
            "the contract has `Task<Client?> FindClientByIdAsync(int clientId, CancellationToken ct)`.");
    }

    [Fact]
    public void A_member_that_an_implemented_interface_has_in_the_contract_alone_is_noticed()
    {
        var check = new ContractCheck(
            Lines.Value.SelectMany(read => read == "## ~.Stores :: interface IClientStore" ? [read, "  void More()"] : new[] { read }), Engine);

        check.MissingIn(typeof(IClientStore)).ShouldBe(
            ["The host implements ~.Stores.IClientStore; the contract has `void More()`, the engine has nothing of that name."]);
    }

    [Fact]
    public void Internals_of_the_engine_are_not_for_use()
    {
        var check = new ContractCheck(Lines.Value, Engine);

        check.DeviationOf(new EngineUse(typeof(OAuthErrors), "Host.Class.Method")).ShouldBe("Host.Class.Method uses ~.OAuthErrors, which is internal.");
    }

    private static IReadOnlyList<EngineUse> UsesOf(string assembly) => EngineUses.Of(Load(assembly), Engine.Assembly, IsOnBothEngines);

    private static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));

    /// <summary>Not the tests of the engine's internals, which IdentityHost.Tests.csproj leaves out on Duende.</summary>
    private static bool IsOnBothEngines(Type type) =>
        type.Namespace is not { } name || !name.StartsWith("IdentityHost.Tests.Engine", StringComparison.Ordinal) && name != typeof(ContractSurfaceTests).Namespace;
}
