namespace IdentityEngine.Models;

/// <summary>An application that relies on this server, whichever its protocol.</summary>
public interface IConnectedApplication
{
    string Identifier { get; }
    string? DisplayName { get; }
    string? Description { get; }
    bool Enabled { get; }
    string ProtocolType { get; }
    bool RequireConsent { get; }
}
