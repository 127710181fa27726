namespace IdentityHost.Throttling.Clients;

/// <summary>The id and the secret that a request brings, as the engine reads them.</summary>
internal static class PresentedSecret
{
    /// <summary>Null: it brings no secret, so nothing is guessed.</summary>
    internal static async Task<(string Id, string Secret)?> ReadAsync(HttpContext context)
    {
        var parser = context.RequestServices.GetRequiredService<ISecretsListParser>();
        return await parser.ParseAsync(context, context.RequestAborted) is { Id: { Length: > 0 } id, Credential: string { Length: > 0 } secret }
            ? (id, secret)
            : null;
    }
}
