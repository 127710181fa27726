using Microsoft.Extensions.Hosting.Systemd;

namespace IdentityHost.Stopping;

internal static class ServiceManagerRegistration
{
    /// <summary>
    /// Tells systemd (Type=notify) when the host listens and when it stops. AddSystemd() would ask for the parent's name, which ProtectProc=
    /// hides, and would make the log plain text.
    /// </summary>
    public static void AddServiceManager(this IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET")))
            return;
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
    }
}
