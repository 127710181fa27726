namespace IdentityEngine.Validation;

/// <summary>The values of <c>response_type</c> (RFC 6749 3.1.1, OAuth 2.0 Multiple Response Type Encoding Practices 5).</summary>
internal static class ResponseTypes
{
    internal const string Code = "code";
    internal const string CodeIdToken = "code id_token";

    private const string IdToken = "id_token";
    private const string Token = "token";

    /// <summary>The supported type that the value stands for, whatever the order of its words; else null.</summary>
    internal static string? Find(string value) => value switch
    {
        Code => Code,
        CodeIdToken or "id_token code" => CodeIdToken,
        _ => null,
    };

    /// <summary>Whether the answer is to hold a token: then never in a query, which ends up in logs (the same, 3 and 5).</summary>
    internal static bool HasToken(string? value) => (value ?? "").Split(' ').Any(word => word is IdToken or Token);
}
