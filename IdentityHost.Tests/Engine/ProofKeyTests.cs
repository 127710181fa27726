using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IdentityHost.Tests.Engine;

public sealed class ProofKeyTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]
    public void RFC7636_appendix_B() => IsProven(Challenge, "S256", Verifier).ShouldBeTrue();

    [Fact]
    public void A_code_that_holds_the_hash_of_a_hash_is_not_proven_by_the_challenge() =>
        IsProven(Challenge.Sha256(), "S256", Verifier).ShouldBeFalse();

    [Theory]
    [InlineData("/+==abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH")]
    [InlineData("\u00e4bcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKL")]
    public void RFC7636_4_6_Beyond_the_alphabet_of_a_verifier_the_hash_decides(string verifier)
    {
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        IsProven(challenge, "S256", verifier).ShouldBeTrue();
        // Two texts that are one in ASCII are two here.
        IsProven(challenge, "S256", "?" + verifier[1..]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void RFC7636_4_1_A_verifier_has_43_to_128_characters(int length, bool holds) =>
        ProofKey.IsVerifier(new string('a', length), new InputLengthRestrictions()).ShouldBe(holds);

    [Theory]
    [InlineData(Challenge, "S256", null)]
    [InlineData(Challenge, "S256", "")]
    [InlineData(Challenge, "S256", Challenge)]
    [InlineData(Challenge, "s256", Verifier)]
    [InlineData(Challenge, null, Verifier)]
    [InlineData(Verifier, "plain", Verifier)]
    [InlineData("", "S256", Verifier)]
    public void Anything_else_is_not_proven(string challenge, string? method, string? verifier) =>
        IsProven(challenge, method, verifier).ShouldBeFalse();

    [Fact]
    public void RFC7636_4_6_Plain_is_compared_as_it_stands_where_the_client_may_use_it()
    {
        IsProven(Verifier, "plain", Verifier, plain: true).ShouldBeTrue();
        IsProven(Verifier, "plain", Challenge, plain: true).ShouldBeFalse();
        IsProven(Challenge, "plain", Verifier, plain: true).ShouldBeFalse();
    }

    [Fact]
    public void RFC9700_4_8_2_without_a_challenge_a_client_that_must_use_it_fails() =>
        IsProven(null, null, null).ShouldBeFalse();

    [Fact]
    public void Without_a_challenge_a_client_that_need_not_use_it_passes_if_it_sends_no_verifier()
    {
        IsProven(null, null, null, required: false).ShouldBeTrue();
        IsProven(null, null, Verifier, required: false).ShouldBeFalse();
    }

    /// <summary>A code with the hash of the challenge, and one of an earlier version with the challenge itself, are proven by the same.</summary>
    private static bool IsProven(string? challenge, string? method, string? verifier, bool required = true, bool plain = false)
    {
        var hashed = IsStoredProven(string.IsNullOrEmpty(challenge) ? challenge : challenge.Sha256(), method, verifier, required, plain);
        if (challenge is not { Length: 44 })
            IsStoredProven(challenge, method, verifier, required, plain).ShouldBe(hashed);
        return hashed;
    }

    private static bool IsStoredProven(string? stored, string? method, string? verifier, bool required, bool plain) => ProofKey.IsProven(
        new AuthorizationCode { CodeChallenge = stored, CodeChallengeMethod = method },
        new Client { RequirePkce = required, AllowPlainTextPkce = plain },
        verifier);
}
