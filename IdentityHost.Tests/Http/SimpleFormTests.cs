using System.Buffers;
using System.Text;
using IdentityHost.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Http;

/// <summary>What the host reads itself is what the framework would read; the rest is left to the framework.</summary>
public sealed class SimpleFormTests
{
    [Theory]
    [InlineData("token=abc")]
    [InlineData("token=abc&token_type_hint=access_token")]
    [InlineData("token=")]
    [InlineData("token=a=b==")]
    [InlineData("Tokens=a&other=b")]
    [InlineData("grant_type=client_credentials&client_id=4&client_secret=s.e-c_r~e!t*'()&scope=messages.read")]
    [InlineData("token=a b;c?d/€😀")]
    public void Is_read_as_the_framework_reads_it(string body)
    {
        var form = Read(body).ShouldNotBeNull();
        var framework = new FormReader(body).ReadForm();
        form.Count.ShouldBe(framework.Count);
        foreach (var (name, value) in framework)
            form[name].ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("token")]
    [InlineData("=value")]
    [InlineData("token=a&")]
    [InlineData("token=a&&b=c")]
    [InlineData("token=a%20b")]
    [InlineData("token=a+b")]
    [InlineData("token=a&token=b")]
    public void Is_left_to_the_framework(string body) => Read(body).ShouldBeNull();

    [Theory]
    [InlineData("token=a&TOKEN=b")]
    [InlineData("Token=b&token=a")]
    public void RFC6749_1_9_a_name_in_another_case_is_not_that_parameter(string body)
    {
        var form = Read(body).ShouldNotBeNull();
        form.Count.ShouldBe(1);
        form["token"].ToString().ShouldBe("a");
        form["TOKEN"].Count.ShouldBe(0);
    }

    [Fact]
    public void Is_left_to_the_framework_if_it_is_long()
    {
        Read("token=" + new string('a', 2042)).ShouldNotBeNull();
        Read("token=" + new string('a', 2043)).ShouldBeNull();
        Read(string.Join('&', Enumerable.Range(0, 16).Select(i => $"p{i}=1"))).ShouldNotBeNull();
        Read(string.Join('&', Enumerable.Range(0, 17).Select(i => $"p{i}=1"))).ShouldBeNull();
    }

    private static IFormCollection? Read(string body) => SimpleForm.Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));
}
