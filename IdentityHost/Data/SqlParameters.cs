using Npgsql;
using NpgsqlTypes;

namespace IdentityHost.Data;

/// <summary>Parameters with their PostgreSQL type said, as a prepared statement needs even where the value is null.</summary>
internal static class SqlParameters
{
    public static NpgsqlParameter Text(string? value) => Of(NpgsqlDbType.Text, value);

    public static NpgsqlParameter TextArray(string?[]? value) => new() { DataTypeName = "text[]", Value = value is null ? DBNull.Value : value };

    public static NpgsqlParameter Uuid(Guid value) => Of(NpgsqlDbType.Uuid, value);

    public static NpgsqlParameter UuidArray(Guid[] value) => new() { DataTypeName = "uuid[]", Value = value };

    public static NpgsqlParameter Integer(int value) => Of(NpgsqlDbType.Integer, value);

    public static NpgsqlParameter Smallint(short value) => Of(NpgsqlDbType.Smallint, value);

    public static NpgsqlParameter Boolean(bool value) => Of(NpgsqlDbType.Boolean, value);

    public static NpgsqlParameter Bigint(long value) => Of(NpgsqlDbType.Bigint, value);

    public static NpgsqlParameter Timestamp(DateTime? value) => Of(NpgsqlDbType.TimestampTz, value is { } time ? AsUtc(time) : null);

    public static NpgsqlParameter TimestampArray(DateTime?[] value) =>
        new() { DataTypeName = "timestamptz[]", Value = Array.ConvertAll(value, time => time is { } given ? AsUtc(given) : (DateTime?)null) };

    // The engines hand over UTC, but not always marked as such; the provider refuses anything that is not.
    private static DateTime AsUtc(DateTime value) => value.Kind switch
    {
        DateTimeKind.Utc => value,
        DateTimeKind.Local => value.ToUniversalTime(),
        _ => DateTime.SpecifyKind(value, DateTimeKind.Utc),
    };

    private static NpgsqlParameter Of(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
