extern alias host;
using IdentityHost.Users.Passwords;
using OpaqueString = host::Shared.OpaqueString;

namespace IdentityHost.Tests.Users;

/// <summary>RFC 8265 4.2: the form in which a password is hashed.</summary>
public sealed class OpaqueStringTests
{
    [Theory]
    [InlineData("correct horse battery staple", "correct horse battery staple")]
    [InlineData("Correct Horse", "Correct Horse")]
    [InlineData("e\u0301te\u0301", "\u00e9t\u00e9")]
    [InlineData("\u212Bngstr\u00F6m", "\u00C5ngstr\u00F6m")]
    [InlineData("\u03C0\u00DF\u00E5", "\u03C0\u00DF\u00E5")]
    [InlineData("Jack of \u2666s", "Jack of \u2666s")]
    [InlineData("foo\u1680bar\u00A0\u3000", "foo bar  ")]
    // Width is left alone: "fullwidth and halfwidth code points MUST NOT be mapped".
    [InlineData("\uFF41\uFF42\uFF76", "\uFF41\uFF42\uFF76")]
    [InlineData("\uFB01sh", "\uFB01sh")]
    [InlineData("\U0001F600\u200D", "\U0001F600\u200D")]
    public void RFC8265_4_2_2_spaces_are_one_and_characters_are_composed(string typed, string hashed)
    {
        OpaqueString.Enforce(typed).ShouldBe(hashed);
        OpaqueString.Enforce(hashed).ShouldBe(hashed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my cat is a \u0009by")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u200Eb")]
    [InlineData("a\u2028b")]
    [InlineData("a\uE000b")]
    [InlineData("a\uFFFEb")]
    [InlineData("a\u0378b")]
    public void RFC8265_4_3_what_the_profile_refuses_is_no_password(string typed)
    {
        OpaqueString.Enforce(typed).ShouldBeNull();
        PasswordRules.Check(typed + (typed.Length == 0 ? "" : "long enough")).ShouldBe(typed.Length == 0 ? PasswordProblem.Missing : PasswordProblem.Untypable);
    }

    [Fact]
    public void A_lone_surrogate_is_no_password()
    {
        OpaqueString.Enforce("a\uD800b").ShouldBeNull();
        OpaqueString.Enforce("a\uDC00b").ShouldBeNull();
    }

    [Fact]
    public void The_length_is_that_of_the_form_that_is_hashed()
    {
        PasswordRules.Check("e\u0301e\u0301e\u0301e\u0301").ShouldBe(PasswordProblem.TooShort);
    }
}
