#nullable disable

namespace IdentityEngine.Models;

/// <summary>A public key as the key set shows it (RFC 7517 4, RFC 7518 6.2.1 and 6.3.1). It has no members for private parts.</summary>
#pragma warning disable IDE1006 // The contract names them as JSON does.
public class JsonWebKey
{
    public string kty { get; set; }
    public string use { get; set; }
    public string kid { get; set; }
    public string e { get; set; }
    public string n { get; set; }
    public string alg { get; set; }
    public string x { get; set; }
    public string y { get; set; }
    public string crv { get; set; }
}
#pragma warning restore IDE1006
