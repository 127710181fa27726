using System.Text;
using IdentityHost.Users.TwoFactor;

namespace IdentityHost.Tests.SecondFactor;

/// <summary>Time-based one-time passwords.</summary>
public sealed class OneTimePasswordTests
{
    private const string Secret = "12345678901234567890";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void RFC6238_B_Test_vectors(long time, string code) =>
        OneTimePassword.Compute(Encoding.ASCII.GetBytes(Secret), time / 30).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void RFC6238_5_2_A_clock_may_be_off_by_one_step(int steps, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var code = OneTimePassword.Compute(Encoding.ASCII.GetBytes(Secret), now.ToUnixTimeSeconds() / 30 + steps);

        var step = OneTimePassword.MatchingStep(Base32.Encode(Encoding.ASCII.GetBytes(Secret)), code, now);

        step.ShouldBe(accepted ? now.ToUnixTimeSeconds() / 30 + steps : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059240")]
    [InlineData("005925")]
    [InlineData("٠٠٥٩٢٤")]
    public void RFC4226_5_3_Anything_else_is_none(string code) =>
        OneTimePassword.MatchingStep(Base32.Encode(Encoding.ASCII.GetBytes(Secret)), code, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Fact]
    public void A_code_in_two_groups_is_the_same() =>
        OneTimePassword.MatchingStep(Base32.Encode(Encoding.ASCII.GetBytes(Secret)), " 005 924 ", DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldNotBeNull();

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void RFC4648_10_Base32_without_padding(string text, string encoded)
    {
        Base32.Encode(Encoding.ASCII.GetBytes(text)).ShouldBe(encoded);
        Encoding.ASCII.GetString(Base32.Decode(encoded)).ShouldBe(text);
    }

    [Fact]
    public void RFC4226_4_R6_A_secret_has_160_bits_of_chance()
    {
        Base32.Decode(OneTimePassword.NewSecret()).Length.ShouldBe(20);
        OneTimePassword.NewSecret().ShouldNotBe(OneTimePassword.NewSecret());
    }
}
