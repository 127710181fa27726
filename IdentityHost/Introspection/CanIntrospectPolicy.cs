using IdentityHost.Extensibility;

namespace IdentityHost.Introspection;

/// <summary>
/// On the Passport route a client needs the property <c>can_introspect</c>, since it sees every token there. On the standard route
/// everybody who authenticates may ask, and sees what RFC 7662 callers see: their own.
/// </summary>
public sealed class CanIntrospectPolicy : IIntrospectionPolicy
{
    /// <summary>The property of a client.</summary>
    public const string Property = "can_introspect";

    public ValueTask<bool> MayIntrospectAsync(IntrospectionCaller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return ValueTask.FromResult(caller.Route == IntrospectionRoute.Standard || IsSet(caller.Client));
    }

    private static bool IsSet(Client? client) =>
        client?.Properties is { } properties
        && properties.TryGetValue(Property, out var value)
        && bool.TryParse(value, out var set) && set;
}
