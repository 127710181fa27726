using Microsoft.EntityFrameworkCore;

namespace IdentityEngine.EntityFramework.Options;

/// <summary>Where signing keys are stored. One of the two members is set.</summary>
public class OperationalStoreOptions
{
    /// <summary>Chooses the database.</summary>
    public Action<DbContextOptionsBuilder>? ConfigureDbContext { get; set; }
    /// <summary>Chooses the database with the help of registered services, such as a shared data source.</summary>
    public Action<IServiceProvider, DbContextOptionsBuilder>? ResolveDbContextOptions { get; set; }
    /// <summary>Whether contexts are pooled.</summary>
    public bool EnablePooling { get; set; }
    /// <summary>How many contexts a pool keeps at most; null: EF Core's default.</summary>
    public int? PoolSize { get; set; }
}
