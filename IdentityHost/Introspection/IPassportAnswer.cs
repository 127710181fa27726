using IdentityHost.Memory;

namespace IdentityHost.Introspection;

/// <summary>What the Passport route answers about an active token, in Passport's dialect.</summary>
internal interface IPassportAnswer
{
    /// <param name="presented">The token as it was presented.</param>
    /// <param name="token">What is known of it; it has a client.</param>
    /// <param name="userId">The user's global identifier; null for a token without a user.</param>
    Dictionary<string, object> Of(string presented, TokenSummary token, string? userId);
}
