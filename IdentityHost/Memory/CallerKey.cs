using System.Runtime.InteropServices;
using IdentityHost.Extensibility;

namespace IdentityHost.Memory;

/// <summary>Whom an answer is for: what one API or client sees of a token, another one does not.</summary>
/// <param name="IsApi">An API resource, not a client: their names are independent.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallerKey(IntrospectionRoute Route, bool IsApi, string Name);
