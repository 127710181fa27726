namespace IdentityHost.Data;

/// <summary>
/// What a member of a filter asks for. One that is not set is no condition, and an engine leaves a text null, but a list either null or empty.
/// One that is set and blank is a mistake of the caller's, which would widen the filter if it passed for no condition.
/// </summary>
internal static class FilterCondition
{
    /// <param name="value">The member.</param>
    /// <param name="member">Its name.</param>
    /// <returns>Null: no condition.</returns>
    /// <exception cref="ArgumentException">It is blank.</exception>
    public static string? Text(string? value, string member) => value is null ? null : NotBlank(value, member);

    /// <param name="one">A member that asks for one value.</param>
    /// <param name="several">The member beside it that asks for one of several.</param>
    /// <param name="member">The name of both.</param>
    /// <returns>Any of these; null: no condition.</returns>
    /// <exception cref="ArgumentException">One of them is blank.</exception>
    public static string[]? AnyOf(string? one, IReadOnlyCollection<string>? several, string member)
    {
        string?[] values = one is null ? [.. several ?? []] : [.. several ?? [], one];
        return values.Length == 0 ? null : Array.ConvertAll(values, value => NotBlank(value, member));
    }

    private static string NotBlank(string? value, string member) =>
        !string.IsNullOrWhiteSpace(value) ? value : throw new ArgumentException($"The condition {member} of a filter is blank.", member);
}
