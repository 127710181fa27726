using IdentityHost.Coherence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Coherence;

/// <summary>A path at which something is revoked, and that is then answered with a status.</summary>
internal sealed class RevokingPath(int status) : IStartupFilter
{
    public const string Path = "/revoked";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Map(Path, branch => branch.Run(async context =>
        {
            await context.RequestServices.GetRequiredService<RevocationBarrier>().AccessRevokedAsync();
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("answered");
        }));
        next(app);
    };
}
