namespace IdentityEngine.Configuration;

/// <summary>Where the pages are, and the names of the parameters that lead to them.</summary>
public class UserInteractionOptions
{
    public string? LoginUrl { get; set; } = "/Account/Login";
    public string? LoginReturnUrlParameter { get; set; } = "ReturnUrl";
    public string? LogoutUrl { get; set; } = "/Account/Logout";
    public string LogoutIdParameter { get; set; } = "logoutId";
    public string ConsentUrl { get; set; } = "/consent";
    public string ConsentReturnUrlParameter { get; set; } = "returnUrl";
    /// <summary>Where people create an account (<c>prompt=create</c>); null: they can't.</summary>
    public string? CreateAccountUrl { get; set; }
    public string CreateAccountReturnUrlParameter { get; set; } = "returnUrl";
    public string ErrorUrl { get; set; } = "/home/error";
    public string ErrorIdParameter { get; set; } = "errorId";
    /// <summary>Where people enter the code that a device shows (RFC 8628 section 3.3).</summary>
    public string DeviceVerificationUrl { get; set; } = "/device";
    public string DeviceVerificationUserCodeParameter { get; set; } = "userCode";
}
