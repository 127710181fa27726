#nullable disable

namespace IdentityEngine.EntityFramework.Entities;

/// <summary>A row of table ClientRedirectUris.</summary>
public class ClientRedirectUri
{
    public int Id { get; set; }
    public string RedirectUri { get; set; }
    public int ClientId { get; set; }
}
