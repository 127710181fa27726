namespace IdentityEngine.Stores.Serialization;

/// <summary>What stands in column Data of table PersistedGrants.</summary>
internal sealed class GrantContainer
{
    internal const int CurrentVersion = 1;

    public int PersistentGrantDataContainerVersion { get; init; }
    public bool DataProtected { get; init; }
    /// <summary>The inner JSON, or the Data Protection string of it.</summary>
    public string? Payload { get; init; }
}
