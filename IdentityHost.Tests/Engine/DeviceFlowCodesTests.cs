namespace IdentityHost.Tests.Engine;

public sealed class DeviceFlowCodesTests
{
    private readonly MemoryDeviceFlowStore _store = new();

    [Fact]
    public async Task A_user_code_that_is_taken_is_drawn_anew_RFC_8628_6_1()
    {
        _store.Taken = 4;

        var (_, userCode) = await Codes().StoreAsync(new DeviceCode(), new Client(), default);

        _store.LookUps.ShouldBe(5);
        userCode.ShouldMatch(@"^\d{3}-\d{3}-\d{3}$");
        _store.UserCodes.ShouldBe([userCode.Replace("-", "", StringComparison.Ordinal).Sha256()]);
    }

    [Fact]
    public async Task It_is_not_drawn_for_ever()
    {
        _store.Taken = int.MaxValue;

        await Should.ThrowAsync<InvalidOperationException>(() => Codes().StoreAsync(new DeviceCode(), new Client(), default));
        _store.UserCodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_of_user_code_that_there_is_not_is_an_error_of_the_configuration() =>
        await Should.ThrowAsync<InvalidOperationException>(
            () => Codes().StoreAsync(new DeviceCode(), new Client { UserCodeType = "Emoji" }, default));

    private DeviceFlowCodes Codes() => new(_store, new DefaultHandleGenerationService(), new IdentityServerOptions());
}
