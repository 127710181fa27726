namespace IdentityHost.Pipeline;

internal static class Bypass
{
    /// <summary>
    /// Adds middlewares that some requests pass by. They stand in the pipeline itself, not in a branch of it, so the framework knows that
    /// they are there and adds none of them a second time.
    /// </summary>
    public static void UseUnless(this IApplicationBuilder app, Func<HttpContext, bool> passesBy, Action<IApplicationBuilder> middlewares)
    {
        // The pipeline is made from its end, so what comes afterwards is known before anything is asked.
        RequestDelegate? afterwards = null;
        app.Use(first => context => passesBy(context) ? afterwards!(context) : first(context));
        middlewares(app);
        app.Use(next => afterwards = next);
    }
}
