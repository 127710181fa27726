using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>Writes what reflection shows in the contract's shorthand.</summary>
internal static class Shorthand
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
    };

    /// <summary>A type where it is used: by its simple name, without its namespace.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[]";
        if (type.IsByRef)
            return $"ref {Of(type.GetElementType()!)}";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Of(underlying)}?";
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        return type.IsGenericType ? $"{SimpleName(type)}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : type.Name;
    }

    /// <summary>With `?` behind each reference that may be null, and `~` where the code does not say. Of a type parameter its argument decides.</summary>
    private static string Of(NullabilityInfo info)
    {
        var type = info.Type;
        if (type.IsValueType && info.GenericTypeArguments.Length == 0 || Nullable.GetUnderlyingType(type) is not null || type.IsGenericParameter || type.IsByRef)
            return Of(type);
        var text = type switch
        {
            { IsArray: true } => $"{Of(info.ElementType!)}[]",
            { IsGenericType: true } => $"{SimpleName(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>",
            _ => Of(type),
        };
        return info.ReadState switch
        {
            NullabilityState.Nullable => text + "?",
            NullabilityState.Unknown => text + "~",
            _ => text,
        };
    }

    /// <summary>A member, or nothing for what the contract never lists: accessors, and what overrides a method of object.</summary>
    /// <param name="annotated">Whether to show which references may be null.</param>
    public static SurfaceMember? Of(MemberInfo member, bool annotated) => member switch
    {
        ConstructorInfo constructor => SurfaceMember.ConstructorOf(Modifiers(constructor), Parameters(constructor, annotated)),
        PropertyInfo property => SurfaceMember.Property(Modifiers(property.GetAccessors(nonPublic: true)[0]) + Required(property), TypeOf(property, annotated), property.Name, Accessors(property)),
        FieldInfo { IsLiteral: true } constant => SurfaceMember.Constant(constant.Name, Convert.ToString(constant.GetRawConstantValue(), CultureInfo.InvariantCulture)!),
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method when method.GetBaseDefinition().DeclaringType == typeof(object) => null,
        MethodInfo method => SurfaceMember.Method(Modifiers(method), TypeOf(method.ReturnParameter, annotated), method.Name, TypeParameters(method.GetGenericArguments()), Parameters(method, annotated)),
        TypeInfo => null,
        // The contract lists no events, and the engine has no fields: what is written here is not in it.
        _ => new SurfaceMember(member.Name, $"{member.MemberType} {member.Name}"),
    };

    public static string SimpleName(Type type) => type.Name.Split('`')[0];

    public static string TypeParameters(Type[] parameters) =>
        parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters.Select(parameter => parameter.Name))}>";

    public static bool IsVisible(MethodBase? method) => method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static IEnumerable<string> Parameters(MethodBase method, bool annotated) =>
        method.GetParameters().Select(parameter => SurfaceMember.Parameter(TypeOf(parameter, annotated), parameter.Name!, Default(parameter)));

    private static string TypeOf(ParameterInfo parameter, bool annotated) =>
        annotated ? Of(new NullabilityInfoContext().Create(parameter)) : Of(parameter.ParameterType);

    private static string TypeOf(PropertyInfo property, bool annotated) =>
        annotated ? Of(new NullabilityInfoContext().Create(property)) : Of(property.PropertyType);

    private static string? Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue)
            return null;
        return parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType ? "default" : "null",
            string text => $"\"{text}\"",
            bool value => value ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Modifiers(MethodBase method)
    {
        var visibility = method.IsPublic ? "" : "protected ";
        // Within an interface everything is virtual; what implements an interface is too, but final.
        return method is { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } ? visibility + "virtual " : visibility;
    }

    private static string Required(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";

    private static string Accessors(PropertyInfo property)
    {
        var getter = IsVisible(property.GetMethod) ? "get;" : "";
        if (!IsVisible(property.SetMethod))
            return getter;
        var once = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return $"{getter} {(once ? "init;" : "set;")}".TrimStart();
    }
}
