using System.Reflection;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>The public surface of an engine's assembly, by reflection.</summary>
internal sealed class EngineSurface(Assembly assembly, string rootNamespace)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public Assembly Assembly { get; } = assembly;

    /// <summary>Its public types.</summary>
    public IReadOnlyList<Type> Types { get; } = [.. assembly.GetTypes().Where(type => type.IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>How the contract would list it.</summary>
    /// <param name="annotated">Whether its members show which references may be null.</param>
    public SurfaceType Of(Type type, bool annotated)
    {
        var members = type.IsEnum
            ? [SurfaceMember.EnumValues(type.GetEnumNames())]
            : type.GetMembers(Declared).Where(IsVisible).Select(member => Shorthand.Of(member, annotated)).OfType<SurfaceMember>();
        var name = Shorthand.SimpleName(type) + Shorthand.TypeParameters(type.GetGenericArguments());
        return new SurfaceType(NamespaceOf(type), name, KindOf(type), [.. BasesOf(type)], [.. members], annotated);
    }

    private string NamespaceOf(Type type)
    {
        var name = type.Namespace ?? "";
        return name == rootNamespace || name.StartsWith(rootNamespace + ".", StringComparison.Ordinal) ? "~" + name[rootNamespace.Length..] : name;
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        // Whoever derives calls a protected constructor of an abstract class; the contract does not list them.
        ConstructorInfo constructor => constructor.IsPublic && !constructor.IsStatic,
        MethodBase method => Shorthand.IsVisible(method),
        PropertyInfo property => Shorthand.IsVisible(property.GetMethod) || Shorthand.IsVisible(property.SetMethod),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo raised => Shorthand.IsVisible(raised.AddMethod),
        _ => false,
    };

    private static string KindOf(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static IEnumerable<string> BasesOf(Type type)
    {
        if (type.IsEnum)
            return [];
        var bases = type.GetInterfaces().AsEnumerable();
        if (type.BaseType is { } parent && parent != typeof(object))
            bases = bases.Except(parent.GetInterfaces().Where(shared => shared.Assembly != type.Assembly)).Prepend(parent);
        return bases.Select(Shorthand.Of);
    }
}
