namespace Microsoft.AspNetCore.Builder;

/// <summary>Options of <c>UseIdentityServer</c>.</summary>
public class IdentityServerMiddlewareOptions
{
    /// <summary>Adds authentication to the pipeline; by default <c>UseAuthentication</c>.</summary>
    public Action<IApplicationBuilder> AuthenticationMiddleware { get; set; } = app => app.UseAuthentication();
}
