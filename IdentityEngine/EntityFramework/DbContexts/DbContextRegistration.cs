using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityEngine.EntityFramework.DbContexts;

/// <summary>Adds a context as the options of a store say.</summary>
internal static class DbContextRegistration
{
    internal static void AddStoreContext<TContext>(
        this IServiceCollection services,
        Action<DbContextOptionsBuilder>? configure,
        Action<IServiceProvider, DbContextOptionsBuilder>? resolve,
        bool pooling,
        int? poolSize)
        where TContext : DbContext
    {
        if (configure is null == resolve is null)
            throw new InvalidOperationException("Set either ConfigureDbContext or ResolveDbContextOptions: they say which database is meant.");

        var options = resolve ?? ((_, builder) => configure!(builder));

        if (!pooling)
            services.AddDbContext<TContext>(options);
        else if (poolSize is { } size)
            services.AddDbContextPool<TContext>(options, size);
        else
            services.AddDbContextPool<TContext>(options);
    }
}
