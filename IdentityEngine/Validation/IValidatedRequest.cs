using System.Security.Claims;
using IdentityEngine.Configuration;
using IdentityEngine.Models;

namespace IdentityEngine.Validation;

/// <summary>A protocol request whose application is known.</summary>
public interface IValidatedRequest
{
    IConnectedApplication? Application { get; }
    ClaimsPrincipal? Subject { get; }
    string? SessionId { get; }
    string IssuerName { get; }
    IdentityServerOptions Options { get; }
}
