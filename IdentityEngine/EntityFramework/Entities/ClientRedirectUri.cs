#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientRedirectUris.</summary>
internal sealed class ClientRedirectUri
{
    public int Id { get; set; }
    public string RedirectUri { get; set; }
    public int ClientId { get; set; }
}
