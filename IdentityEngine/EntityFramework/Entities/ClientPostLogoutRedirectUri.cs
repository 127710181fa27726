#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientPostLogoutRedirectUris.</summary>
internal sealed class ClientPostLogoutRedirectUri
{
    public int Id { get; set; }
    public string PostLogoutRedirectUri { get; set; }
    public int ClientId { get; set; }
}
