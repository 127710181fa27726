namespace IdentityHost.ClientAuthentication;

/// <summary>A secret that can be read in two ways, of which either may be the right one.</summary>
internal sealed class EitherSecret : ParsedSecret
{
    /// <summary>The reading beside <see cref="ParsedSecret.Credential"/>. Never logged.</summary>
    public required string Other { get; init; }
}
