namespace IdentityHost.Tests.Contract.Surface;

/// <summary>That the contract's shorthand is read, and that nothing else is.</summary>
public sealed class ContractParserTests
{
    [Theory]
    [InlineData("string Name { get; set; }")]
    [InlineData("int? Lifetime { get; }")]
    [InlineData("IDictionary<string, string[]> Parameters { get; set; }")]
    [InlineData("Task<Client?> FindAsync(string? key, string[]? more, CancellationToken ct)")]
    [InlineData("void Unlock()")]
    [InlineData("Func<HttpContext, Exception, bool> Filter")]
    [InlineData("Task<IReadOnlyCollection<Grant>> GetAsync(string key, CancellationToken ct)")]
    [InlineData("T Deserialize<T>(string json)")]
    [InlineData("B Add<TResult, TWriter>(B builder, Func<HttpContext, bool> isMatch = null)")]
    [InlineData("ctor(string value, DateTime? expiration = default)")]
    [InlineData("void Set(Client client, string confirmation = \"\", int length = 32, bool persist = true)")]
    [InlineData("protected string Obfuscate(string value)")]
    [InlineData("protected virtual void OnModelCreating(ModelBuilder modelBuilder)")]
    [InlineData("Byte[] Sha256(Byte[] input)")]
    [InlineData("const SamlLogout = Saml2 SingleLogoutService")]
    [InlineData("const AccessTokenAudience = {0}resources")]
    public void A_member_is_read_as_it_is_written(string member) =>
        Read("## ~.Models :: class Any", "  " + member).Members.ShouldHaveSingleItem().Shorthand.ShouldBe(member);

    [Fact]
    public void Spaces_between_type_parameters_do_not_count() =>
        Read("## ~ :: class Any", "  void Add<A,B>()").ShouldBeEquivalentTo(Read("## ~ :: class Any", "  void Add<A, B>()"));

    [Fact]
    public void An_enum_s_values_are_read_in_their_order() =>
        Read("## ~.Models :: enum TokenUsage", "  ReUse, OneTimeOnly").Members.ShouldHaveSingleItem().Shorthand.ShouldBe("ReUse, OneTimeOnly");

    [Fact]
    public void A_type_is_read_with_its_namespace_kind_and_bases()
    {
        var type = Read("## Microsoft.AspNetCore.Http :: abstract class Result<T> : Base<T>, IResult");

        type.ShouldSatisfyAllConditions(
            () => type.FullName.ShouldBe("Microsoft.AspNetCore.Http.Result<T>"),
            () => type.Kind.ShouldBe("abstract class"),
            () => type.Bases.ShouldBe(["Base<T>", "IResult"]),
            () => type.Members.ShouldBeEmpty(),
            () => type.IsAnnotated.ShouldBeTrue());
    }

    [Fact]
    public void A_type_without_annotations_is_told_apart() =>
        Read("## ~.Models :: class Message<TModel> : IMessage (nullability unknown)").ShouldSatisfyAllConditions(
            type => type.IsAnnotated.ShouldBeFalse(),
            type => type.Name.ShouldBe("Message<TModel>"),
            type => type.Bases.ShouldBe(["IMessage"]));

    [Fact]
    public void Prose_before_the_first_type_and_headings_between_types_are_passed_over()
    {
        string[] lines = ["# The contract", "", "Prose (of any kind).", "# hosting", "", "## ~ :: class A", "", "# models", "", "## ~ :: class B"];

        ContractParser.Parse(lines).Select(type => type.Name).ShouldBe(["A", "B"]);
    }

    [Theory]
    [InlineData("Prose after the first type.")]
    [InlineData("   string ThreeSpaces { get; set; }")]
    [InlineData(" string OneSpace { get; set; }")]
    [InlineData("  string Name { get; init; }")]
    [InlineData("  string Name { set; }")]
    [InlineData("  string Name;")]
    [InlineData("  async Task RunAsync()")]
    [InlineData("  static string Of(string value)")]
    [InlineData("  void Run(string)")]
    [InlineData("  void Run(string a string b)")]
    [InlineData("  void Run(string a,)")]
    [InlineData("  void Run(string a = )")]
    [InlineData("  void Run(string a")]
    [InlineData("  void Run() => 1")]
    [InlineData("  List<string Name { get; }")]
    [InlineData("  string[ Name { get; }")]
    [InlineData("  const Name")]
    [InlineData("  ctor")]
    [InlineData("  System.String Name { get; }")]
    [InlineData("  string Name { get; } // why")]
    [InlineData("## ~.Models class NoColons")]
    [InlineData("## ~.Models :: record A")]
    [InlineData("## Duende.Models :: class A")]
    [InlineData("## ~.Models :: class A :")]
    [InlineData("## ~.Models :: class A B")]
    [InlineData("## ~ :: class Any")]
    public void A_line_that_is_not_the_shorthand_is_refused_by_its_number(string line) =>
        Should.Throw<FormatException>(() => Read("## ~ :: class Any", line)).Message.ShouldStartWith($"Line 2 of the contract, `{line}`: ");

    [Fact]
    public void What_is_listed_twice_is_refused()
    {
        Should.Throw<FormatException>(() => Read("## ~ :: class Any", "  int A { get; }", "  int A { get; }"));
        Should.Throw<FormatException>(() => Read("## ~ :: enum Any", "  A, B", "  C"));
    }

    private static SurfaceType Read(params string[] lines) => ContractParser.Parse(lines).ShouldHaveSingleItem();
}
