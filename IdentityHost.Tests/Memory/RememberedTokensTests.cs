using IdentityHost.Extensibility;
using IdentityHost.Memory;

namespace IdentityHost.Tests.Memory;

public sealed class RememberedTokensTests
{
    // What every case begins with, and what an announcement leaves of it.
    private const string All = "alices-1 alices-2 bobs clients jwt-1 jwt-2";

    [Theory]
    [InlineData("grant {alices-1}", "alices-2 bobs clients jwt-1 jwt-2")]
    [InlineData("grant {unknown}", All)]
    [InlineData("grant {old format}", All)]
    [InlineData("user alice", "bobs clients jwt-2")]
    [InlineData("user bob", "alices-1 alices-2 clients jwt-1 jwt-2")]
    [InlineData("user alic", All)]
    [InlineData("user ", All)]
    [InlineData("session s1", "alices-2 bobs clients jwt-1 jwt-2")]
    [InlineData("session s2", "alices-1 bobs clients jwt-2")]
    [InlineData("jwt j2", "alices-1 alices-2 bobs clients jwt-1")]
    [InlineData("jwt alice", All)]
    [InlineData("*", "")]
    [InlineData("", "")]
    [InlineData("grant", "")]
    [InlineData("grant not-a-key", "")]
    [InlineData("something new", "")]
    public void An_announcement_ends_what_it_names_and_what_is_not_understood_ends_everything(string announcement, string left)
    {
        var memory = Remembered.Memory();
        memory.Add(
            Remembered.Token("alices-1", "alice", "s1"), Remembered.Token("alices-2", "alice", "s2"), Remembered.Token("bobs", "bob", "s3"),
            Remembered.Token("clients"), Remembered.Token("jwt-1", "alice", "s2", "j1"), Remembered.Token("jwt-2", user: null, session: null, "j2"));
        var before = memory.Invalidations;

        memory.Forget(announcement
            .Replace("{alices-1}", GrantKey.Of("alices-1", PersistedGrantTypes.ReferenceToken), StringComparison.Ordinal)
            .Replace("{unknown}", GrantKey.Of("unknown-1", PersistedGrantTypes.ReferenceToken), StringComparison.Ordinal)
            .Replace("{old format}", GrantKey.Of("unknown", PersistedGrantTypes.ReferenceToken), StringComparison.Ordinal));

        string.Join(' ', All.Split(' ').Where(memory.Has)).ShouldBe(left);
        memory.Count.ShouldBe(left.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        memory.Invalidations.ShouldBe(before + 1);
    }

    [Fact]
    public void What_was_announced_since_the_read_began_keeps_its_outcome_out()
    {
        var memory = Remembered.Memory();
        var before = memory.Invalidations;
        memory.Forget("user somebody-else");
        memory.TryAdd(Remembered.Token("a"), before).ShouldBeFalse();
        memory.Has("a").ShouldBeFalse();
        memory.TryAdd(Remembered.Token("a"), memory.Invalidations).ShouldBeTrue();
        memory.Has("a").ShouldBeTrue();
    }

    [Fact]
    public void Who_reads_the_same_token_at_once_leaves_what_the_other_remembered_with_it()
    {
        var memory = Remembered.Memory();
        memory.Add(Remembered.Token("a"));
        var first = memory.Find(Remembered.Key("a"));
        memory.Add(Remembered.Token("a"));
        memory.Find(Remembered.Key("a")).ShouldBeSameAs(first);
        memory.Count.ShouldBe(1);
    }

    [Fact]
    public void An_answer_is_kept_only_with_a_token_that_is_remembered_and_while_its_grounds_hold()
    {
        var memory = Remembered.Memory();
        var caller = new CallerKey(IntrospectionRoute.Passport, IsApi: false, "");
        var token = Remembered.Token("a");
        memory.Add(token);
        var bytes = memory.Bytes;

        memory.TryAddAnswer(token, caller, new ReadyAnswer(new byte[100], isActive: true), () => false);
        token.FindAnswer(caller).ShouldBeNull();
        memory.Bytes.ShouldBe(bytes);
        memory.TryAddAnswer(token, caller, new ReadyAnswer(new byte[100], isActive: true), () => true);
        token.FindAnswer(caller).ShouldNotBeNull();
        memory.Bytes.ShouldBeInRange(bytes + 100, bytes + 500);

        var forgotten = Remembered.Token("b");
        memory.Add(forgotten);
        memory.ForgetAll();
        memory.TryAddAnswer(forgotten, caller, new ReadyAnswer(new byte[100], isActive: true), () => true);
        forgotten.FindAnswer(caller).ShouldBeNull();
        memory.Bytes.ShouldBe(0);
    }

    [Fact]
    public void What_has_not_been_asked_for_longest_makes_room()
    {
        var memory = Remembered.Memory(1 << 20);
        memory.Add(Remembered.Token("hot", "alice"));
        for (var i = 0; i < 10_000; i++)
        {
            memory.Add(Remembered.Token($"cold{i}", $"user{i % 100}", $"session{i}"));
            memory.Has("hot").ShouldBeTrue();
            memory.Bytes.ShouldBeLessThanOrEqualTo(1 << 20);
        }

        memory.Has("cold0").ShouldBeFalse();
        memory.Has("cold9999").ShouldBeTrue();
        memory.Count.ShouldBeInRange(500, 5000);

        // Those that made room are not in the way of those that are there.
        for (var user = 0; user < 100; user++)
            memory.Forget($"user user{user}");
        memory.Count.ShouldBe(1);
        memory.Forget("user alice");
        memory.Count.ShouldBe(0);
        memory.Bytes.ShouldBe(0);
    }

    [Fact]
    public void Answers_count_too()
    {
        var memory = Remembered.Memory(1 << 20);
        for (var i = 0; i < 200; i++)
        {
            var token = Remembered.Token($"t{i}");
            memory.Add(token);
            for (var caller = 0; caller < 8; caller++)
                memory.TryAddAnswer(token, new(IntrospectionRoute.Standard, IsApi: true, $"api{caller}"), new ReadyAnswer(new byte[4000], isActive: true), () => true);
            memory.Bytes.ShouldBeLessThanOrEqualTo(1 << 20);
        }
    }

    [Fact]
    public void What_is_larger_than_a_part_of_the_memory_is_not_remembered()
    {
        var memory = Remembered.Memory(1 << 20);
        memory.TryAdd(Remembered.Token("large", claims: [new("x", new string('x', 1 << 18))]), 0).ShouldBeFalse();
        memory.Count.ShouldBe(0);
    }
}
