using IdentityEngine.Validation;

namespace IdentityEngine.Models;

/// <summary>What a device asks for, as the user who entered its code is shown it.</summary>
public class DeviceFlowAuthorizationRequest
{
    public Client Client { get; set; } = null!;
    public ResourceValidationResult ValidatedResources { get; set; } = null!;
}
