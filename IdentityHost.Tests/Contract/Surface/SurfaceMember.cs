namespace IdentityHost.Tests.Contract.Surface;

/// <summary>
/// A public or protected member in the contract's shorthand. Two members are the same if their shorthand is: kind, modifiers, types, names and
/// defaults of parameters, accessors, a constant's value.
/// </summary>
internal sealed record SurfaceMember(string Name, string Shorthand)
{
    public const string Constructor = "ctor";

    /// <summary>Not listed by the contract, which leaves open who has one.</summary>
    public static SurfaceMember ParameterlessConstructor { get; } = new(Constructor, "ctor()");

    public static SurfaceMember Constant(string name, string value) => new(name, $"const {name} = {value}");

    /// <summary>An enum's values are one member: the contract shows their names in the order of their numbers.</summary>
    public static SurfaceMember EnumValues(IEnumerable<string> names) => new("values", string.Join(", ", names));

    public static SurfaceMember Property(string modifiers, string type, string name, string accessors) =>
        new(name, $"{modifiers}{type} {name} {{ {accessors} }}");

    public static SurfaceMember Field(string modifiers, string type, string name) => new(name, $"{modifiers}{type} {name}");

    /// <param name="typeParameters">With their brackets, or empty.</param>
    public static SurfaceMember Method(string modifiers, string type, string name, string typeParameters, IEnumerable<string> parameters) =>
        new(name, $"{modifiers}{type} {name}{typeParameters}({string.Join(", ", parameters)})");

    public static SurfaceMember ConstructorOf(string modifiers, IEnumerable<string> parameters) =>
        new(Constructor, $"{modifiers}{Constructor}({string.Join(", ", parameters)})");

    public static string Parameter(string type, string name, string? defaultValue) =>
        defaultValue is null ? $"{type} {name}" : $"{type} {name} = {defaultValue}";

    public override string ToString() => Shorthand;
}
