using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdentityHost.Tests.Engine;

public sealed class KeyManagerTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly MemorySigningKeyStore _store = new();
    private readonly IdentityServerOptions _options = new();
    private readonly SigningKeySerializer _serializer;
    private readonly SigningKeyCache _cache;

    public KeyManagerTests()
    {
        _options.KeyManagement.SigningAlgorithms = [new SigningAlgorithmOptions("ES256"), new SigningAlgorithmOptions("ES384")];
        _serializer = new SigningKeySerializer(new EphemeralDataProtectionProvider(), _options);
        _cache = new SigningKeyCache(_clock);
    }

    [Fact]
    public async Task What_is_missing_is_made_once_for_each_algorithm_and_the_first_is_the_default()
    {
        var keys = await Manager().GetCurrentKeysAsync(default);

        keys.Select(key => key.Algorithm).ShouldBe(["ES256", "ES384"]);
        _store.Rows.Count.ShouldBe(2);
        using var otherNode = new SigningKeyCache(_clock);
        var others = await Manager(otherNode).GetCurrentKeysAsync(default);
        others.Select(key => key.Id).ShouldBe(keys.Select(key => key.Id));
        _store.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_for_another_algorithm_is_made_beside_those_there_are()
    {
        await Manager().GetCurrentKeysAsync(default);
        _options.KeyManagement.SigningAlgorithms = [new SigningAlgorithmOptions("ES512"), new SigningAlgorithmOptions("ES256")];
        using var restarted = new SigningKeyCache(_clock);

        var current = await Manager(restarted).GetCurrentKeysAsync(default);
        var all = await Manager(restarted).GetAllKeysAsync(default);

        current.Select(key => key.Algorithm).ShouldBe(["ES512", "ES256"]);
        // What ES384 signed is still valid.
        all.Select(key => key.Algorithm).Order(StringComparer.Ordinal).ShouldBe(["ES256", "ES384", "ES512"]);
    }

    [Fact]
    public async Task A_new_key_signs_only_once_it_was_published_long_enough()
    {
        var old = await StoreAsync("ES256", age: TimeSpan.FromDays(80));
        var young = await StoreAsync("ES256", age: TimeSpan.FromDays(13));
        await StoreAsync("ES384", age: TimeSpan.FromDays(60));

        (await Manager().GetCurrentKeysAsync(default)).First().Id.ShouldBe(old);
        _clock.Now += TimeSpan.FromDays(2);
        (await Manager().GetCurrentKeysAsync(default)).First().Id.ShouldBe(young);
    }

    [Fact]
    public async Task A_key_is_announced_signs_retires_and_is_deleted_at_its_ages()
    {
        var first = (await Manager().GetCurrentKeysAsync(default)).First().Id;

        // 76 = 90 - 14: its successor is announced, and does not sign yet.
        _clock.Now += TimeSpan.FromDays(75);
        (await IdsAsync("ES256")).ShouldBe([first]);
        _clock.Now += TimeSpan.FromDays(1);
        var announced = await IdsAsync("ES256");
        announced.Count.ShouldBe(2);
        announced[0].ShouldBe(first);
        (await SignsAsync()).ShouldBe(first);
        _clock.Now += TimeSpan.FromDays(13);
        (await SignsAsync()).ShouldBe(first);

        // 90: the successor signs, and the first still validates.
        _clock.Now += TimeSpan.FromDays(1);
        (await SignsAsync()).ShouldBe(announced[1]);
        (await IdsAsync("ES256")).ShouldBe(announced);
        _clock.Now += TimeSpan.FromDays(13.9);
        (await IdsAsync("ES256")).ShouldBe(announced);

        // 104 = 90 + 14: it is gone.
        _clock.Now += TimeSpan.FromDays(0.1);
        (await IdsAsync("ES256")).ShouldBe([announced[1]]);
        _clock.Now += _options.KeyManagement.KeyCacheDuration;
        (await IdsAsync("ES256")).ShouldBe([announced[1]]);
        _store.Rows.ContainsKey(first).ShouldBeFalse();
    }

    [Fact]
    public async Task A_retired_key_stays_in_the_store_where_that_is_wanted_and_is_not_published()
    {
        _options.KeyManagement.DeleteRetiredKeys = false;
        var old = await StoreAsync("ES256", age: TimeSpan.FromDays(105));

        (await IdsAsync("ES256")).ShouldNotContain(old);
        _store.Rows.ContainsKey(old).ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_slept_through_the_rotation_signs_with_a_new_key_at_once()
    {
        var old = await StoreAsync("ES256", age: TimeSpan.FromDays(95));

        var signing = await SignsAsync();

        signing.ShouldNotBe(old);
        (await IdsAsync("ES256")).ShouldBe([old, signing]);
    }

    [Fact]
    public async Task A_rotation_that_fails_does_not_keep_the_keys_from_signing()
    {
        var old = await StoreAsync("ES256", age: TimeSpan.FromDays(80));
        await StoreAsync("ES384", age: TimeSpan.FromDays(20));
        _store.StoreFailure = new TimeoutException();

        (await SignsAsync()).ShouldBe(old);

        // Without a key that signs, it is a failure.
        _clock.Now += TimeSpan.FromDays(10);
        await Should.ThrowAsync<TimeoutException>(() => Manager().GetCurrentKeysAsync(default));
    }

    [Fact]
    public async Task A_key_that_nobody_knows_makes_the_store_be_asked_but_not_more_than_once_a_second()
    {
        await Manager().GetAllKeysAsync(default);
        var loads = _store.Loads;
        var elsewhere = await StoreAsync("ES256", TimeSpan.Zero);

        _cache.ExpireForUnknownKey().ShouldBeFalse();
        _clock.Now += TimeSpan.FromSeconds(1);
        _cache.ExpireForUnknownKey().ShouldBeTrue();

        (await IdsAsync("ES256")).ShouldContain(elsewhere);
        _store.Loads.ShouldBe(loads + 1);
        _cache.ExpireForUnknownKey().ShouldBeFalse();
    }

    [Fact]
    public async Task Of_keys_that_are_all_new_every_node_takes_the_oldest()
    {
        await StoreAsync("ES256", age: TimeSpan.FromHours(1));
        var first = await StoreAsync("ES256", age: TimeSpan.FromHours(2));
        await StoreAsync("ES384", age: TimeSpan.FromHours(2));

        (await Manager().GetCurrentKeysAsync(default)).First().Id.ShouldBe(first);
    }

    [Fact]
    public async Task The_store_is_asked_once_by_many_and_again_when_the_cache_is_over()
    {
        await StoreAsync("ES256", TimeSpan.Zero);
        await StoreAsync("ES384", TimeSpan.Zero);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Manager().GetAllKeysAsync(default))));
        _store.Loads.ShouldBe(1);

        _clock.Now += _options.KeyManagement.KeyCacheDuration;
        await Manager().GetAllKeysAsync(default);
        _store.Loads.ShouldBe(2);
    }

    [Fact]
    public async Task Three_outcomes_a_store_that_can_not_be_asked_is_an_exception_and_makes_no_key()
    {
        _store.Failure = new TimeoutException();
        await Should.ThrowAsync<TimeoutException>(() => Manager().GetAllKeysAsync(default));
        await Should.ThrowAsync<TimeoutException>(() => Manager().GetCurrentKeysAsync(default));
        _store.Rows.ShouldBeEmpty();
        _store.Failure = null;
        (await Manager().GetCurrentKeysAsync(default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Credentials_are_of_the_default_unless_an_algorithm_is_demanded_and_never_of_another()
    {
        var service = new DefaultKeyMaterialService(Manager());

        (await service.GetSigningCredentialsAsync([], default)).Algorithm.ShouldBe("ES256");
        (await service.GetSigningCredentialsAsync(["RS256", "ES384"], default)).Algorithm.ShouldBe("ES384");
        await Should.ThrowAsync<InvalidOperationException>(() => service.GetSigningCredentialsAsync(["RS256"], default));
        (await service.GetAllSigningCredentialsAsync(default)).Select(key => key.Algorithm).ShouldBe(["ES256", "ES384"]);
    }

    [Fact]
    public async Task Validation_keys_hold_no_private_part()
    {
        var keys = await new DefaultKeyMaterialService(Manager()).GetValidationKeysAsync(default);
        keys.Count.ShouldBe(2);
        foreach (var key in keys)
            key.Key.ShouldBeOfType<Microsoft.IdentityModel.Tokens.JsonWebKey>().HasPrivateKey.ShouldBeFalse();
    }

    public void Dispose() => _cache.Dispose();

    private KeyManager Manager(SigningKeyCache? cache = null) => new(
        _store, _serializer, new SigningKeyFactory(_options, _clock), cache ?? _cache, _options, _clock, NullLogger<KeyManager>.Instance);

    private async Task<string> SignsAsync() =>
        (await Manager().GetCurrentKeysAsync(default)).First(key => key.Algorithm == "ES256").Id;

    private async Task<List<string>> IdsAsync(string algorithm) =>
        [.. (await Manager().GetAllKeysAsync(default)).Where(key => key.Algorithm == algorithm).Select(key => key.Id)];

    private async Task<string> StoreAsync(string algorithm, TimeSpan age)
    {
        var now = _clock.Now;
        _clock.Now -= age;
        var row = _serializer.Write(new SigningKeyFactory(_options, _clock).Create(algorithm));
        _clock.Now = now;
        await _store.StoreKeyAsync(row, default);
        return row.Id;
    }
}
