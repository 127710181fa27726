#nullable disable

namespace IdentityEngine.Models;

/// <summary>What the user decided on a page. This engine shows no consent page yet: the user can only refuse.</summary>
public class ConsentResponse
{
    public InteractionError? Error { get; set; }
    public string ErrorDescription { get; set; }
}
