using IdentityHost.Engine;

namespace IdentityHost.Addresses;

/// <summary>The addresses that an engine puts into answers begin with the issuer's, whoever asks; without an issuer with the request's.</summary>
internal sealed class IssuerServerUrls(Inner<IServerUrls> inner, IssuerAddress address) : IServerUrls
{
    private IServerUrls? _ofRequest;

    public string Origin
    {
        get => address.Origin ?? OfRequest.Origin;
        set => OfRequest.Origin = value;
    }

    public string? BasePath
    {
        get => OfRequest.BasePath;
        set => OfRequest.BasePath = value;
    }

    public string BaseUrl => Origin + BasePath;

    private IServerUrls OfRequest => _ofRequest ??= inner.Get();
}
