using System.Globalization;
using System.Threading.RateLimiting;
using IdentityHost.Throttling;

namespace IdentityHost.Pages.Shared;

/// <summary>How often one sender may post the forms that have mail sent.</summary>
internal static class RequestLimits
{
    /// <summary>The policy of pages whose form has mail sent.</summary>
    internal const string Mail = "mail";

    private const int MostForms = 20;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    internal static IServiceCollection AddRequestLimits(this IServiceCollection services) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : Window;
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Mail, context => HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(Sender.Of(context), _ => new() { PermitLimit = MostForms, Window = Window })
                : RateLimitPartition.GetNoLimiter(""));
        });
}
