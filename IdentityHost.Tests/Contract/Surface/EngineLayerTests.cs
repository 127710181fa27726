namespace IdentityHost.Tests.Contract.Surface;

/// <summary>As <see cref="LayerTests"/>, of the built-in engine, as far as the contract's namespaces leave it a choice.</summary>
public sealed class EngineLayerTests
{
    private const string Root = "IdentityEngine";

    [Fact]
    public void Each_use_of_an_internal_type_goes_to_its_folder_or_one_below()
    {
        var engine = typeof(ITokenValidator).Assembly;

        LayerTests.UsesUp(engine, Root, Layers.OfEngine, type => type.IsNotPublic, whole: false).ShouldBeEmpty();
        LayerTests.Missing(engine, Root, Layers.OfEngine, whole: false).ShouldBeEmpty();
    }
}
