namespace IdentityHost.Grants;

/// <summary>Settings of grants.</summary>
public sealed class GrantOptions
{
    /// <summary>Removal of expired grants.</summary>
    public GrantRemovalOptions Removal { get; set; } = new();
}
