#nullable disable

namespace IdentityEngine.Models;

// The contract's users see more of it only through AuthorizationRequest.
#pragma warning disable CA1040 // Empty interfaces: the contract's parser returns this type
/// <summary>What a sign-in page is asked to do. Here always an <see cref="AuthorizationRequest"/>.</summary>
public interface IAuthenticationContext;
#pragma warning restore CA1040
