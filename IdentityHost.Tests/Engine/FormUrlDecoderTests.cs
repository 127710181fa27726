using System.Text;

namespace IdentityHost.Tests.Engine;

public sealed class FormUrlDecoderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb%3a%25", "a+b:%")]
    [InlineData("%C3%A9%f0%9f%91%a9", "é👩")]
    public void Well_formed_text_is_decoded(string encoded, string decoded) => Decode(encoded).ShouldBe(decoded);

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%4g")]
    [InlineData("% 1")]
    [InlineData("%00")]
    [InlineData("%FF")]
    [InlineData("%C3%28")]
    [InlineData("%ED%A0%80")]
    public void Anything_else_is_refused(string encoded) => Decode(encoded).ShouldBeNull();

    [Fact]
    public void Long_text_is_decoded_too() => Decode(string.Concat(Enumerable.Repeat("%41", 5000))).ShouldBe(new string('A', 5000));

    private static string? Decode(string encoded) => FormUrlDecoder.Decode(Encoding.UTF8.GetBytes(encoded));
}
