using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentityHost.RequestState;

/// <summary>Writes the members of an answer as either engine gives them, without reflection.</summary>
internal static class IntrospectionJson
{
    // What stands in tokens goes to JSON parsers, not into HTML.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions ValueOptions = new(JsonSerializerDefaults.Web) { Encoder = WriterOptions.Encoder };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? s_ofThread;

    public static byte[] ToBytes(Dictionary<string, object> members)
    {
        var (buffer, writer) = s_ofThread ??= NewWriter();
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) NewWriter()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, WriterOptions));
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case IEnumerable<object> values:
                writer.WriteStartArray();
                foreach (var item in values)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            // What a deployer's own generator puts in.
            default:
                JsonSerializer.Serialize(writer, value, value.GetType(), ValueOptions);
                break;
        }
    }
}
