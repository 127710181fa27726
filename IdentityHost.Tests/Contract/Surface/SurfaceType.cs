namespace IdentityHost.Tests.Contract.Surface;

/// <summary>A public type, as the contract lists it or as the engine has it.</summary>
/// <param name="Namespace">With ~ for the engine's root.</param>
/// <param name="Name">With its type parameters: <c>EndpointResult&lt;T&gt;</c>. A nested type goes by its own name.</param>
/// <param name="Kind">class, abstract class, static class, interface or enum.</param>
/// <param name="Bases">Base class and interfaces.</param>
/// <param name="IsAnnotated">Whether its members say what may be null. Of a type that carries no annotations on Duende, none are compared.</param>
internal sealed record SurfaceType(string Namespace, string Name, string Kind, IReadOnlyList<string> Bases, IReadOnlyList<SurfaceMember> Members, bool IsAnnotated = true)
{
    public string FullName { get; } = $"{Namespace}.{Name}";

    public bool IsInterface => Kind == "interface";

    /// <summary>What the contract calls it in its list: <c>class Token : Base</c>.</summary>
    public string Declaration => Bases.Count == 0 ? $"{Kind} {Name}" : $"{Kind} {Name} : {string.Join(", ", Bases)}";

    public bool Has(SurfaceMember member) => Members.Contains(member);

    /// <summary>What this type says about members of that name, for a message.</summary>
    public string Named(string name)
    {
        var found = Members.Where(member => member.Name == name).Select(member => $"`{member}`").ToArray();
        return found.Length == 0 ? "nothing of that name" : string.Join(" and ", found);
    }
}
