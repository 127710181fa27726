namespace IdentityEngine.ResponseHandling;

/// <summary>What the user must do: nothing, if no member is set.</summary>
public class InteractionResponse
{
    public bool IsLogin { get; set; }
    public bool IsConsent { get; set; }
    public bool IsCreateAccount { get; set; }
    public bool IsError => Error != null;
    public string? Error { get; set; }
    public string? ErrorDescription { get; set; }
}
