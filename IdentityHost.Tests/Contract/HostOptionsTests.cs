using System.Globalization;
using System.Reflection;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Contract;

/// <summary>
/// The engine's options as the host sets them, so that neither engine's defaults decide. A member that the engine does not have has no
/// effect there, and is passed over.
/// </summary>
public sealed class HostOptionsTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Theory]
    // Duende's default is five minutes, for which a JWT would live on after its end. The built-in engine allows it for nbf only.
    [InlineData("JwtValidationClockSkew", "00:05:00", "00:00:00")]
    [InlineData("EmitIssuerIdentificationResponseParameter", "True", "True")]
    [InlineData("EmitScopesAsSpaceDelimitedStringInJwt", "True", "True")]
    [InlineData("EmitStaticAudienceClaim", "False", "False")]
    [InlineData("LowerCaseIssuerUri", "True", "True")]
    [InlineData("AccessTokenJwtType", "at+jwt", "at+jwt")]
    [InlineData("LogoutTokenJwtType", "logout+jwt", "logout+jwt")]
    [InlineData("KeyManagement.SigningAlgorithms", "RS256 ES256", "RS256 ES256")]
    [InlineData("KeyManagement.Enabled", null, "True")]
    [InlineData("KeyManagement.DataProtectKeys", "True", "True")]
    [InlineData("PersistentGrants.DataProtectData", "True", "True")]
    [InlineData("PersistentGrants.DeleteOneTimeOnlyRefreshTokensOnUse", "False", "False")]
    [InlineData("ServerSideSessions.RemoveExpiredSessions", "True", "True")]
    [InlineData("ServerSideSessions.ExpiredSessionsTriggerBackchannelLogout", "True", "True")]
    [InlineData("ServerSideSessions.UserDisplayNameClaimType", "name", "name")]
    [InlineData("Authentication.CookieSameSiteMode", "Lax", "Lax")]
    [InlineData("Authentication.CoordinateClientLifetimesWithUserSession", "False", "False")]
    [InlineData("Endpoints.EnableBackchannelAuthenticationEndpoint", null, "False")]
    [InlineData("Endpoints.EnablePushedAuthorizationEndpoint", null, "False")]
    [InlineData("Endpoints.EnableJwtRequestUri", null, "False")]
    [InlineData("Endpoints.EnableSamlMetadataEndpoint", null, "False")]
    [InlineData("Endpoints.EnableSamlSigninEndpoint", null, "False")]
    [InlineData("Discovery.ShowGrantTypes", "True", "False")]
    [InlineData("Discovery.ShowResponseTypes", "True", "False")]
    [InlineData("Events.RaiseSuccessEvents", "True", "True")]
    [InlineData("MutualTls.Enabled", null, "False")]
    public void A_value_that_decides_about_behaviour_is_this_one(string path, string? onBuiltIn, string onDuende) =>
        Read(host.Host.Services.GetRequiredService<IdentityServerOptions>(), path).ShouldBe(IsDuende ? onDuende : onBuiltIn);

    private static bool IsDuende =>
        typeof(HostOptionsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(property => property.Key == "IdentityEngine").Value == "Duende";

    private static string? Read(object options, string path)
    {
        object? value = options;
        foreach (var name in path.Split('.'))
            value = value?.GetType().GetProperty(name)?.GetValue(value);
        return value switch
        {
            null or string => value as string,
            IEnumerable<SigningAlgorithmOptions> algorithms => string.Join(' ', algorithms.Select(algorithm => algorithm.Name)),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
    }
}
