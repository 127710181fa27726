using System.Reflection;
using System.Reflection.Emit;

namespace IdentityHost.Tests.Contract.Surface;

/// <summary>A type or member of the engine, and one place that uses it.</summary>
internal sealed record EngineUse(MemberInfo Used, string User);

/// <summary>
/// What an assembly uses of the engine, found in its metadata and code: base types, interfaces, overrides, signatures, attributes, and each call, field and type
/// in the body of a method. Constants are not seen: the compiler has put their values in.
/// </summary>
internal sealed class EngineUses
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xFFFF);

    private readonly Assembly _engine;
    private readonly Dictionary<MemberInfo, string> _uses = [];
    private string _user = "";

    private EngineUses(Assembly engine) => _engine = engine;

    /// <param name="isLookedAt">Which of the assembly's types count.</param>
    public static IReadOnlyList<EngineUse> Of(Assembly assembly, Assembly engine, Func<Type, bool> isLookedAt)
    {
        var uses = new EngineUses(engine);
        foreach (var type in assembly.GetTypes().Where(isLookedAt))
            uses.LookAt(type);
        return [.. uses._uses.Select(use => new EngineUse(use.Key, use.Value))];
    }

    private void LookAt(Type type)
    {
        _user = type.FullName!;
        Use(type.BaseType);
        foreach (var contract in type.GetInterfaces())
            Use(contract);
        UseConstraints(type.GetGenericArguments());
        UseAttributes(type);
        foreach (var member in type.GetMembers(Declared).Where(member => member is not Type))
        {
            _user = $"{type.FullName}.{member.Name}";
            UseAttributes(member);
            if (member is FieldInfo field)
                Use(field.FieldType);
            else if (member is PropertyInfo property)
                Use(property.PropertyType);
            else if (member is MethodBase method)
                LookAt(method);
        }
    }

    private void LookAt(MethodBase method)
    {
        UseConstraints(method.IsGenericMethod ? method.GetGenericArguments() : []);
        foreach (var parameter in method.GetParameters())
            Use(parameter.ParameterType);
        if (method is MethodInfo returning)
        {
            Use(returning.ReturnType);
            Use(returning.GetBaseDefinition());
        }

        if (method.GetMethodBody() is not { } body)
            return;
        foreach (var local in body.LocalVariables)
            Use(local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
            Use(clause.CatchType);
        LookAt(method, body.GetILAsByteArray()!);
    }

    private void LookAt(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var position = 0; position < code.Length;)
        {
            int value = code[position++];
            if (value == 0xFE)
                value = value << 8 | code[position++];
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                Use(method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments));
            position += SizeOf(operand, code, position);
        }
    }

    private static int SizeOf(OperandType operand, byte[] code, int position) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, position),
        _ => 4,
    };

    private void UseConstraints(Type[] parameters)
    {
        foreach (var constraint in parameters.SelectMany(parameter => parameter.GetGenericParameterConstraints()))
            Use(constraint);
    }

    private void UseAttributes(MemberInfo member)
    {
        foreach (var attribute in member.GetCustomAttributesData())
            Use(attribute.Constructor);
    }

    private void Use(MemberInfo? member)
    {
        if (member is Type type)
        {
            Use(type);
            return;
        }

        if (member is null)
            return;
        Use(member.DeclaringType);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            foreach (var argument in generic.GetGenericArguments())
                Use(argument);
        }

        // Of a generic type's member, the one that its definition declares.
        if (member.DeclaringType is { } declaring && declaring.Assembly == _engine)
            _uses.TryAdd(member.Module.ResolveMember(member.MetadataToken)!, _user);
    }

    private void Use(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Use(type.GetElementType());
            return;
        }

        foreach (var argument in type.GetGenericArguments())
            Use(argument);
        if (type.Assembly == _engine)
            _uses.TryAdd(type.IsGenericType ? type.GetGenericTypeDefinition() : type, _user);
    }
}
