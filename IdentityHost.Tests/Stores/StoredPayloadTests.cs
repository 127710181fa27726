using IdentityHost.Stores;

namespace IdentityHost.Tests.Stores;

/// <summary>A grant with nothing in it, which an engine may read from a damaged payload, is none.</summary>
public sealed class StoredPayloadTests
{
    public static TheoryData<object> Empty => [new Token("access_token"), new AuthorizationCode(), new RefreshToken(), new DeviceCode()];

    [Theory]
    [MemberData(nameof(Empty))]
    public void Three_outcomes_a_grant_with_nothing_in_it_is_an_outage(object grant) => StoredPayload.NamesItsClient(grant).ShouldBeFalse();

    [Fact]
    public void A_grant_of_a_client_is_one()
    {
        StoredPayload.NamesItsClient(new Token("access_token") { ClientId = "c" }).ShouldBeTrue();
        StoredPayload.NamesItsClient(new AuthorizationCode { ClientId = "c" }).ShouldBeTrue();
        StoredPayload.NamesItsClient(new RefreshToken { ClientId = "c" }).ShouldBeTrue();
        StoredPayload.NamesItsClient(new DeviceCode { ClientId = "c" }).ShouldBeTrue();
        StoredPayload.NamesItsClient(null).ShouldBeFalse();
    }
}
