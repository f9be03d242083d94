using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Functional.Tests.Culture;

/// <summary>An instruction of a method: what it does, and the method, type or constructor that it does it with.</summary>
internal readonly record struct Instruction(OpCode Code, MemberInfo? Member)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    /// <summary>The instructions of a method, its type parameters standing for themselves; none where it has no body.</summary>
    public static IEnumerable<Instruction> Of(MethodBase method)
    {
        var body = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at]];
            at += code.Size;
            var operand = body.AsSpan(at);
            var member = code.OperandType is OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok
                ? method.Module.ResolveMember(BinaryPrimitives.ReadInt32LittleEndian(operand), ofType, ofMethod)
                : null;
            yield return new(code, member);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 * (1 + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at))),
                _ => 4,
            };
        }
    }
}
