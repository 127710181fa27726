using System.Reflection;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>Compares an engine, and what is used of it, with the contract. Each deviation is a sentence that names the member and both shapes.</summary>
internal sealed class ContractCheck
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly EngineSurface _engine;
    private readonly Dictionary<string, SurfaceType> _listed;
    private readonly HashSet<string> _named;
    private readonly Dictionary<Type, SurfaceType> _found = [];

    /// <summary>Compares also which references may be null, save in the types of which the contract does not know it.</summary>
    public ContractCheck(IEnumerable<string> contract, EngineSurface engine)
    {
        _engine = engine;
        _listed = ContractParser.Parse(contract).ToDictionary(type => type.FullName);
        var texts = _listed.Values.SelectMany(type => type.Bases.Concat(type.Members.Select(member => member.Shorthand)));
        _named = [.. texts.SelectMany(ShorthandReader.NamesIn)];
    }

    /// <summary>How a public type of the engine differs from what the contract says.</summary>
    public IEnumerable<string> DeviationsOf(Type type)
    {
        var found = Found(type);
        if (!_listed.TryGetValue(found.FullName, out var listed))
        {
            // A type that the contract only names in others' signatures may be handed on; nothing in it may be used.
            if (!_named.Contains(found.Name))
                yield return $"The engine's `{found.Declaration}` in {found.Namespace} is not in the contract: it has to be internal.";
            listed = found with { Members = [] };
        }

        if (found.Kind != listed.Kind || !found.Bases.ToHashSet().SetEquals(listed.Bases))
            yield return $"The engine's {found.FullName} is `{found.Declaration}`; the contract says `{listed.Declaration}`.";

        foreach (var member in found.Members.Where(member => !listed.Has(member) && !IsLeftOpen(member, found)))
            yield return $"The engine's {found.FullName} has `{member}`; the contract has {listed.Named(member.Name)}.";

        foreach (var method in NoExtensionMethods(type))
            yield return $"The engine's {found.FullName}.{method.Name} is no extension method; the contract says that it is one.";
    }

    /// <summary>What the contract lists of an interface and the engine does not have.</summary>
    public IEnumerable<string> MissingIn(Type implemented)
    {
        var found = Found(implemented);
        if (!_listed.TryGetValue(found.FullName, out var listed))
            return [$"The host implements {found.FullName}, which is not in the contract."];
        return listed.Members.Where(member => !found.Has(member))
            .Select(member => $"The host implements {found.FullName}; the contract has `{member}`, the engine has {found.Named(member.Name)}.");
    }

    /// <summary>What is wrong with a use of the engine, if something is.</summary>
    public string? DeviationOf(EngineUse use)
    {
        var type = use.Used as Type ?? use.Used.DeclaringType!;
        var found = Found(type);
        if (!type.IsVisible)
            return $"{use.User} uses {found.FullName}, which is internal.";
        if (!_listed.TryGetValue(found.FullName, out var listed))
        {
            if (use.Used is Type && _named.Contains(found.Name))
                return null;
            var member = use.Used is Type ? "" : $".{use.Used.Name}";
            return $"{use.User} uses {found.FullName}{member}, which is not in the contract.";
        }

        if (use.Used is Type)
            return found.Kind == listed.Kind ? null : $"{use.User} uses `{found.Declaration}` in {found.Namespace}; the contract says `{listed.Declaration}`.";
        return DeviationOf(OfAccessor(use.Used), use.User, found, listed);
    }

    private SurfaceType Found(Type type)
    {
        if (_found.TryGetValue(type, out var known))
            return known;
        var found = _engine.Of(type, annotated: true);
        if (_listed.TryGetValue(found.FullName, out var listed) && !listed.IsAnnotated)
            found = _engine.Of(type, annotated: false);
        return _found[type] = found;
    }

    private static string? DeviationOf(MemberInfo member, string user, SurfaceType found, SurfaceType listed)
    {
        if (Shorthand.Of(member, listed.IsAnnotated) is not { } shorthand)
            return null;
        var isPublic = found.Has(shorthand);
        if (isPublic && listed.Has(shorthand))
            return null;
        // The contract lists no constructor without parameters. A type without any other has one; of the rest it is not known.
        if (shorthand == SurfaceMember.ParameterlessConstructor && !listed.Members.Any(other => other.Name == SurfaceMember.Constructor))
            return null;
        return $"{user} uses {(isPublic ? "" : "the internal ")}`{shorthand}` of {found.FullName}; the contract has {listed.Named(shorthand.Name)}.";
    }

    private static bool IsLeftOpen(SurfaceMember member, SurfaceType type) => member == SurfaceMember.ParameterlessConstructor && type.Kind == "class";

    private static IEnumerable<MethodInfo> NoExtensionMethods(Type type)
    {
        if (!type.Name.Contains("Extensions", StringComparison.Ordinal))
            return [];
        return type.GetMethods(Declared).Where(method => method.IsPublic && !method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)));
    }

    private static MemberInfo OfAccessor(MemberInfo member) =>
        member is MethodInfo { IsSpecialName: true } accessor
            ? accessor.DeclaringType!.GetProperties(Declared).FirstOrDefault(property => property.GetAccessors(nonPublic: true).Contains(accessor)) ?? member
            : member;
}
