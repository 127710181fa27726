namespace IdentityHost.Tests.Engine;

public sealed class SigningAlgorithmsTests
{
    [Fact]
    public void APIs_that_do_not_mind_leave_the_choice_to_the_server()
    {
        SigningAlgorithms.TryIntersect([Api(), Api()], out var common).ShouldBeTrue();
        common.ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_wishes_what_all_accept_remains()
    {
        SigningAlgorithms.TryIntersect([Api(), Api("RS256", "ES256"), Api("ES256")], out var common).ShouldBeTrue();
        common.ShouldBe(["ES256"]);
    }

    [Fact]
    public void Wishes_that_contradict_each_other_are_reported() =>
        SigningAlgorithms.TryIntersect([Api("RS256"), Api("ES256")], out _).ShouldBeFalse();

    private static ApiResource Api(params string[] algorithms) => new() { AllowedAccessTokenSigningAlgorithms = algorithms };
}
