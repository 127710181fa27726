namespace IdentityHost.Sessions;

/// <summary>
/// As what somebody was checked in this request: their security stamp, read before password or passkey were. A session begins only while it
/// is still theirs.
/// </summary>
internal static class SignInProof
{
    private static readonly object Key = new();

    internal static void Set(HttpContext context, string subjectId, string? securityStamp) =>
        context.Items[Key] = (subjectId, securityStamp ?? "");

    /// <summary>Null: nobody was checked in this request, or somebody else.</summary>
    internal static string? Of(HttpContext? context, string subjectId) =>
        context?.Items[Key] is (string whose, string stamp) && whose == subjectId ? stamp : null;
}
