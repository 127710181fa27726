using IdentityHost.Coherence;
using IdentityHost.Engine;

namespace IdentityHost.Stores;

/// <summary>
/// What a code stores of its challenge (RFC 7636 4.4). That is its hash, as an engine hands it over. As long as a host of an earlier version stands
/// beside this one, which would refuse that, it is the challenge itself, which both read.
/// </summary>
internal sealed class StoredChallenge(CommonFormats formats, IHttpContextAccessor accessor)
{
    private const string Parameter = "code_challenge";

    public string? Of(string? hash) =>
        string.IsNullOrEmpty(hash) || !CompiledEngine.StoredChallengesBefore || formats.HaveHashedChallenges
            ? hash
            : Choose(hash, Asked(accessor.HttpContext?.Request));

    /// <summary>The challenge only if the hash is that of it, and if who reads it can tell it from a hash.</summary>
    internal static string Choose(string hash, string? asked) =>
        asked is not null && !asked.Contains('=', StringComparison.Ordinal) && asked.Sha256() == hash ? asked : hash;

    private static string? Asked(HttpRequest? request) => request switch
    {
        null => null,
        _ when request.Query[Parameter] is [{ } inQuery] => inQuery,
        { HasFormContentType: true } => request.Form[Parameter] is [{ } inForm] ? inForm : null,
        _ => null,
    };
}
