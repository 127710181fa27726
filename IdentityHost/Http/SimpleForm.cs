using System.Buffers;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace IdentityHost.Http;

/// <summary>
/// Reads the forms that programs send, short and with nothing escaped, from the bytes that were received. What is anything else is left to
/// the framework's reader, whose outcome is the same, save the case of names (<see cref="ExactParameters"/>).
/// </summary>
internal static class SimpleForm
{
    // Far below every limit of the framework's reader.
    private const int MaxLength = 2048;
    private const int MaxFields = 16;

    /// <param name="received">A whole body that is valid UTF-8.</param>
    /// <returns>The form, in which no name is repeated; or null if this is not a simple one.</returns>
    public static FormCollection? Read(ReadOnlySequence<byte> received)
    {
        var body = received.FirstSpan;
        if (!received.IsSingleSegment || body.IsEmpty || body.Length > MaxLength || body.IndexOfAny((byte)'%', (byte)'+') >= 0)
            return null;
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            var equals = field.IndexOf((byte)'=');
            if (equals <= 0 || fields.Count == MaxFields)
                return null;
            var name = Name(field[..equals]);
            if (field[..equals].ContainsAnyInRange((byte)'A', (byte)'Z') && ExactParameters.IsMisspelt(name))
                continue;
            if (!fields.TryAdd(name, Encoding.UTF8.GetString(field[(equals + 1)..])))
                return null;
        }

        return new FormCollection(fields);
    }

    private static string Name(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("token"u8) => "token",
        _ when name.SequenceEqual("token_type_hint"u8) => "token_type_hint",
        _ when name.SequenceEqual("grant_type"u8) => "grant_type",
        _ when name.SequenceEqual("scope"u8) => "scope",
        _ => Encoding.UTF8.GetString(name),
    };
}
