namespace IdentityHost.Sessions.Admin;

internal static class SessionsEndpointRegistration
{
    /// <summary>Where administrators see and end sessions.</summary>
    public static void AddSessionsEndpoint(this IIdentityServerBuilder engine) =>
        engine.AddEndpoint<SessionsEndpoint>(SessionsEndpoint.Name, SessionsEndpoint.Path);
}
