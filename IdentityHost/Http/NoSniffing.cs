namespace IdentityHost.Http;

/// <summary>Every answer is what its Content-Type says and nothing else, whoever makes it: no browser guesses a script into it.</summary>
internal sealed class NoSniffing(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        Set(context.Response);
        return next(context);
    }

    public static void Set(HttpResponse response) => response.Headers.XContentTypeOptions = "nosniff";
}
