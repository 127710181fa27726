using System.Text;
using IdentityHost.ClientAuthentication;

namespace IdentityHost.Tests.ClientAuthentication;

/// <summary>The two readings of an Authorization header (RFC 7617 2, RFC 6749 2.3.1).</summary>
public sealed class BasicCredentialsTests
{
    [Theory]
    [InlineData("id:secret", "id", "secret", "id", "secret")]
    [InlineData("id:a+b", "id", "a+b", "id", "a b")]
    [InlineData("id:a%2Bb", "id", "a%2Bb", "id", "a+b")]
    [InlineData("a+b:c:d", "a+b", "c:d", "a b", "c:d")]
    [InlineData("id:", "id", "", "id", "")]
    [InlineData(":", "", "", "", "")]
    [InlineData("id:\u00e4", "id", "\u00e4", "id", "\u00e4")]
    [InlineData("id:%C3%A4", "id", "%C3%A4", "id", "\u00e4")]
    [InlineData("id:a%", "id", "a%", "id", null)]
    [InlineData("id:a%2", "id", "a%2", "id", null)]
    [InlineData("id:a%zz", "id", "a%zz", "id", null)]
    [InlineData("id:%C3", "id", "%C3", "id", null)]
    [InlineData("id:%00", "id", "%00", "id", null)]
    [InlineData("id:%0A", "id", "%0A", "id", null)]
    [InlineData("50%:a+b", "50%", "a+b", null, "a b")]
    public void Are_read_as_they_are_and_decoded(string text, string rawId, string rawSecret, string? id, string? secret)
    {
        var credentials = BasicCredentials.Read(Header(text)).ShouldNotBeNull();

        credentials.Raw.ShouldBe(new(rawId, rawSecret));
        credentials.DecodedId.ShouldBe(id);
        credentials.DecodedSecret.ShouldBe(secret);
    }

    [Theory]
    [InlineData("Basic !!!")]
    [InlineData("Basic gA==")]
    [InlineData("Basic aWQ=")]
    [InlineData("Basic aWQ6YQBi")]
    [InlineData("Basic ")]
    public void What_is_no_text_with_a_colon_is_none(string header) => BasicCredentials.Read(header).ShouldBeNull();

    [Theory]
    [InlineData("id:secret", false)]
    [InlineData("id:a+b", true)]
    [InlineData("i%64:a", true)]
    [InlineData("id:a/b=", false)]
    public void May_differ_where_there_is_a_plus_or_a_percent_sign(string text, bool differ) => BasicCredentials.MayDiffer(Header(text)).ShouldBe(differ);

    [Fact]
    public void May_differ_however_long_they_are() => BasicCredentials.MayDiffer(Header("id:" + new string('a', 5000) + "+")).ShouldBeTrue();

    [Theory]
    [InlineData("Basic Og==", true)]
    [InlineData("basic  Og==  ", true)]
    [InlineData("Basic aWQ6", false)]
    public void A_colon_alone_is_nothing(string header, bool empty) => BasicCredentials.IsEmpty(header).ShouldBe(empty);

    [Theory]
    [InlineData("id:a+b", "id", "a b", true, true)]
    [InlineData("id:a+b", "id", "a+b", true, true)]
    [InlineData("id:a+b", "id", "a+b", false, false)]
    [InlineData("id:a+b", null, "a b", false, true)]
    [InlineData("id:a+b", "other", "a b", true, false)]
    [InlineData("id:a+b", "id", "a b ", true, false)]
    [InlineData("i+d:a+b", "i d", "a+b", true, true)]
    [InlineData("i+d:a+b", "i d", "a+b", false, false)]
    [InlineData("id:a%", "id", "a%", true, true)]
    [InlineData("id:a%", "id", "a%", false, false)]
    public void Are_compared_with_the_body_s_in_the_readings_that_count(string text, string? id, string secret, bool evenRaw, bool same) =>
        BasicCredentials.Read(Header(text))!.AreThoseOf(id, secret, evenRaw).ShouldBe(same);

    private static string Header(string text) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
