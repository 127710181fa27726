namespace IdentityHost.Extensibility;

/// <summary>
/// Decides who may introspect. Register an implementation after <c>AddIdentityHost</c> to replace the flag <c>can_introspect</c>.
/// </summary>
public interface IIntrospectionPolicy
{
    /// <summary>
    /// Whether this caller, whose credentials or token were found good, may introspect on this route. False is answered with 403.
    /// </summary>
    ValueTask<bool> MayIntrospectAsync(IntrospectionCaller caller, CancellationToken ct);
}

/// <summary>Who asks. Exactly one of <paramref name="Client"/> and <paramref name="Api"/> is there.</summary>
/// <param name="Route">The route.</param>
/// <param name="Client">The calling client.</param>
/// <param name="Api">The calling API resource (on the standard route only).</param>
public sealed record IntrospectionCaller(IntrospectionRoute Route, Client? Client, ApiResource? Api);
