using IdentityEngine.Endpoints;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration.DependencyInjection;

/// <summary>The device flow (RFC 8628): its endpoint, its grant, and what its page needs.</summary>
internal static class DeviceFlowRegistration
{
    internal static void AddDeviceFlow(this IIdentityServerBuilder builder)
    {
        var services = builder.Services;
        builder.AddEndpoint<DeviceAuthorizationEndpoint>(EndpointNames.DeviceAuthorization, ProtocolRoutePaths.DeviceAuthorization);
        builder.AddHttpWriter<DeviceAuthorizationResult, DeviceAuthorizationResultWriter>();
        services.AddTransient<DeviceFlowCodes>();
        services.AddTransient<DeviceAuthorizationRequestValidator>();
        services.AddTransient<DeviceAuthorizationResponseGenerator>();
        services.AddTransient<IGrantRequestValidator, DeviceCodeRequestValidator>();
        services.TryAddTransient<IDeviceFlowInteractionService, DefaultDeviceFlowInteractionService>();
    }
}
