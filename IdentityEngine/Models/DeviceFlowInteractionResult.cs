namespace IdentityEngine.Models;

/// <summary>What became of the user's answer to a device.</summary>
public class DeviceFlowInteractionResult
{
    public string? ErrorDescription { get; private set; }
    public bool IsError { get; private set; }
    /// <summary>The user refused.</summary>
    public bool IsAccessDenied { get; set; }

    public static DeviceFlowInteractionResult Failure(string? errorDescription = null) =>
        new() { IsError = true, ErrorDescription = errorDescription };
}
