namespace IdentityEngine.Models;

/// <summary>Usual sets of grant types for <see cref="Client.AllowedGrantTypes"/>.</summary>
public static class GrantTypes
{
    public static ICollection<string> Code => [GrantType.AuthorizationCode];
    public static ICollection<string> CodeAndClientCredentials => [GrantType.AuthorizationCode, GrantType.ClientCredentials];
    public static ICollection<string> Hybrid => [GrantType.Hybrid];
    public static ICollection<string> HybridAndClientCredentials => [GrantType.Hybrid, GrantType.ClientCredentials];
    public static ICollection<string> ClientCredentials => [GrantType.ClientCredentials];
    public static ICollection<string> DeviceFlow => [GrantType.DeviceFlow];
}
