using System.Globalization;

namespace IdentityHost.Migrations.Seeding.State;

/// <summary>A thing that seeds create, change and remove, as the database has it or will have it.</summary>
internal abstract record Entity
{
    /// <summary>What it is called in messages: <c>client</c>.</summary>
    internal abstract string Kind { get; }

    /// <summary>The name that it is known by.</summary>
    internal abstract string Key { get; }

    /// <summary>The surrogate key of its row; null until it is inserted.</summary>
    internal int? Id { get; init; }

    /// <summary>The same thing with every default: what a creation is shown against.</summary>
    internal abstract Entity Blank();

    /// <summary>Everything that a seed can set, for the difference that is shown. Two entities of equal fields need no write.</summary>
    internal abstract IEnumerable<Field> Describe();

    // "Not written" leaves what is there; the empty text clears it.
    protected static int? Choose(int? written, int? before) => written switch
    {
        null => before,
        Model.SeedItem.NoNumber => null,
        _ => written,
    };

    protected static string? Choose(string? written, string? before) => written switch
    {
        null => before,
        "" => null,
        _ => written,
    };
}

/// <summary>A setting with its values: one, none, or a list.</summary>
internal sealed record Field(string Name, IReadOnlyList<FieldValue> Values)
{
    internal static Field Of(string name, string? value) => new(name, value is null ? [] : [new FieldValue(value, value)]);

    internal static Field Of(string name, bool? value) => Of(name, value switch { true => "true", false => "false", null => null });

    internal static Field Of(string name, int? value) => Of(name, value?.ToString(CultureInfo.InvariantCulture));

    internal static Field Of(string name, IEnumerable<string> values) => new(name, [.. values.Select(value => new FieldValue(value, value))]);
}

/// <param name="Identity">What is compared.</param>
/// <param name="Shown">What is printed. Of a secret not even its hash: a weak secret can be guessed from it.</param>
internal readonly record struct FieldValue(string Identity, string Shown);
