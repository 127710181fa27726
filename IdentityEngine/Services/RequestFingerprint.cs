using System.Buffers.Text;
using System.Collections.Specialized;
using System.Security.Cryptography;
using System.Text;

namespace IdentityEngine.Services;

/// <summary>Tells one authorization request from another: a hash over every parameter that the client sent.</summary>
internal static class RequestFingerprint
{
    internal static string Of(NameValueCollection parameters) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(AuthorizeParameters.ToQueryOfClient(parameters))));
}
