using System.Reflection;
using System.Reflection.Emit;

namespace IdentityHost.Tests.Contract;

/// <summary>Which types of an assembly its types use, as compiled: in signatures, fields, attributes and method bodies. What the compiler copies (constants) is not there.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>Each use: the type and member that uses, and what is used. Nested types and what the compiler makes of lambdas count as the type around them.</summary>
    public static IEnumerable<(Type User, string Member, Type Used)> Of(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            var user = Outermost(type);
            foreach (var (member, used) in Of(type).SelectMany(use => Parts(use.Used).Select(part => (use.Member, Outermost(part)))).Distinct())
            {
                if (used != user && used.Assembly == assembly)
                    yield return (user, member, used);
            }
        }
    }

    private static IEnumerable<(string Member, Type? Used)> Of(Type type)
    {
        yield return ("its base", type.BaseType);
        foreach (var implemented in type.GetInterfaces().Concat(Constraints(type.GetGenericArguments())))
            yield return ("its declaration", implemented);
        foreach (var used in Attributes(type))
            yield return ("its attributes", used);
        foreach (var field in type.GetFields(Declared))
        {
            yield return (field.Name, field.FieldType);
            foreach (var used in Attributes(field))
                yield return (field.Name, used);
        }

        foreach (var method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
        {
            foreach (var used in Of(method))
                yield return (method.Name, used);
        }
    }

    private static IEnumerable<Type?> Of(MethodBase method)
    {
        var signature = method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method.GetParameters().SelectMany(Attributes))
            .Concat(Attributes(method))
            .Concat(method is MethodInfo function ? [function.ReturnType, .. Constraints(function.GetGenericArguments())] : []);
        return method.GetMethodBody() is { } body
            ? signature.Concat(body.LocalVariables.Select(local => local.LocalType))
                .Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType))
                .Concat(Of(method, body.GetILAsByteArray()!))
            : signature;
    }

    private static IEnumerable<Type?> Of(MethodBase method, byte[] code)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var i = 0; i < code.Length;)
        {
            var value = code[i++];
            var operation = OpCodes[value == 0xFE ? 0xFE00 | code[i++] : value];
            switch (operation.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    foreach (var used in Of(method.Module.ResolveMember(BitConverter.ToInt32(code, i), ofType, ofMethod)!))
                        yield return used;
                    i += sizeof(int);
                    break;
                case OperandType.InlineSwitch:
                    i += sizeof(int) * (1 + BitConverter.ToInt32(code, i));
                    break;
                default:
                    i += SizeOf(operation.OperandType);
                    break;
            }
        }
    }

    private static IEnumerable<Type?> Of(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method => [method.DeclaringType, method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType), .. method.GetGenericArguments()],
        MethodBase constructor => [constructor.DeclaringType, .. constructor.GetParameters().Select(p => p.ParameterType)],
        _ => [],
    };

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static IEnumerable<Type> Constraints(Type[] arguments) =>
        arguments.Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints());

    private static IEnumerable<Type> Attributes(MemberInfo member) => Attributes(member.GetCustomAttributesData());

    private static IEnumerable<Type> Attributes(ParameterInfo parameter) => Attributes(parameter.GetCustomAttributesData());

    private static IEnumerable<Type> Attributes(IList<CustomAttributeData> attributes) => attributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Prepend(attribute.AttributeType));

    /// <summary>A type and what stands in it: elements of arrays, arguments of generic types.</summary>
    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return [];
        if (type.HasElementType)
            return Parts(type.GetElementType());
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()) : [type];
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } around ? Outermost(around) : type;
}
