using IdentityEngine.Models;

namespace IdentityEngine.Services.KeyManagement;

internal static class SigningAlgorithms
{
    /// <summary>
    /// The algorithms that every one of the APIs accepts; empty means that none of them minds. False if they contradict
    /// each other, so that no access token could serve all of them.
    /// </summary>
    public static bool TryIntersect(IEnumerable<ApiResource> apis, out List<string> common)
    {
        common = [];
        var restricted = false;
        foreach (var api in apis)
        {
            if (api.AllowedAccessTokenSigningAlgorithms is not { Count: > 0 } accepted)
            {
                continue;
            }

            if (!restricted)
            {
                common.AddRange(accepted);
                restricted = true;
            }
            else
            {
                common.RemoveAll(algorithm => !accepted.Contains(algorithm));
            }
        }

        return !restricted || common.Count > 0;
    }
}
