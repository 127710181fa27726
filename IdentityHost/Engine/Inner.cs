using System.Runtime.InteropServices;

namespace IdentityHost.Engine;

/// <summary>The service behind one of the host's own. What answers from memory never makes it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Inner<TService>(IServiceProvider services, Func<IServiceProvider, TService> get)
    where TService : class
{
    /// <summary>Within the scope of the request.</summary>
    public TService Get() => get(services);

    /// <summary>Within another scope, for work that may outlive the request.</summary>
    public TService GetIn(IServiceProvider scope) => get(scope);
}
