using Microsoft.AspNetCore.Http.Features;

namespace Bench.Micro;

internal interface IRequestFeatures : IFeatureCollection
{
    /// <summary>Forgets what the last request added.</summary>
    void Begin();
}
