namespace IdentityEngine.Endpoints;

internal static class Challenges
{
    /// <summary>RFC 7617 2, with the charset that its 2.1 allows.</summary>
    public const string Basic = "Basic realm=\"oauth\", charset=\"UTF-8\"";
}
