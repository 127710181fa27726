#nullable disable

namespace IdentityEngine.Configuration;

/// <summary>Where the pages are, and the names of the parameters that lead to them.</summary>
public class UserInteractionOptions
{
    public string LoginUrl { get; set; } = "/Account/Login";
    public string LoginReturnUrlParameter { get; set; } = "ReturnUrl";
    public string ErrorUrl { get; set; } = "/home/error";
    public string ErrorIdParameter { get; set; } = "errorId";
}
