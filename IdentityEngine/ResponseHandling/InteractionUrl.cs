using IdentityEngine.Services;

namespace IdentityEngine.ResponseHandling;

/// <summary>The address of one of the host's pages as the options have it: a path (with or without <c>~</c>), or absolute.</summary>
internal readonly record struct InteractionUrl(string Url, bool IsElsewhere)
{
    internal static InteractionUrl Resolve(string configured, IServerUrls urls)
    {
        var path = configured.StartsWith("~/", StringComparison.Ordinal) ? configured[1..] : configured;
        return path.StartsWith('/')
            ? new(urls.BasePath?.TrimEnd('/') + path, IsElsewhere: false)
            : new(path, IsElsewhere: true);
    }
}
