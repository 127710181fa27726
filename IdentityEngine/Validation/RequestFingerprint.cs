using System.Buffers.Text;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;

namespace IdentityEngine.Validation;

/// <summary>Tells one authorization request from another: a hash over every parameter that the client sent.</summary>
internal static class RequestFingerprint
{
    internal static string Of(NameValueCollection parameters)
    {
        var own = new NameValueCollection(StringComparer.Ordinal) { parameters };
        own.Remove(AuthorizeParameters.FreshSignIn);
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(AuthorizeParameters.ToQuery(own))));
    }
}
