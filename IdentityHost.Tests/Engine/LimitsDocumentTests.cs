using IdentityHost.Settings;
using IdentityHost.Tests.Limits;

namespace IdentityHost.Tests.Engine;

/// <summary>What docs/limits.md says about requests is what host and engine do.</summary>
public sealed class LimitsDocumentTests
{
    private readonly IdentityHostSettings _settings = new();
    private readonly InputLengthRestrictions _limits = new();

    public LimitsDocumentTests() => InputLimits.Apply(_limits, _settings);

    [Fact]
    public void What_clients_send()
    {
        LimitsDocument.RowsOf("What clients send").Select(row => (row.What, row.Limit)).ShouldBe(
        [
            ("`client_id`", _limits.ClientId),
            ("`client_secret`", _limits.ClientSecret),
            ("`scope`", _limits.Scope),
            ("`redirect_uri`", _limits.RedirectUri),
            ("`state`", null),
            ("`nonce`", _limits.Nonce),
            ("`login_hint`, `ui_locales`, `acr_values`", _limits.LoginHint),
            ("`code`, `refresh_token`, `device_code`, reference token", _limits.AuthorizationCode),
            ("JWT", _limits.Jwt),
            ("`code_challenge` of S256", 43),
            ("`code_challenge` of plain, `code_verifier`", _limits.CodeVerifierMaxLength),
            ("authorization request", AuthorizeRequestChecks.MaximumLength),
        ]);
        new[] { _limits.LoginHint, _limits.UiLocale, _limits.AcrValues }.Distinct().ShouldHaveSingleItem();
        new[] { _limits.AuthorizationCode, _limits.RefreshToken, _limits.DeviceCode, _limits.TokenHandle }.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_request_as_a_whole() =>
        LimitsDocument.RowsOf("A request as a whole").Select(row => (row.What, row.Limit)).ShouldBe(
        [
            ("request line", InputLimits.RequestLineBytes),
            ("all headers", _settings.Limits.RequestHeaderBytes),
            ("body", _settings.MaxRequestBodyBytes),
        ]);

    [Fact]
    public void The_longest_authorization_request_fits_into_the_address_of_the_sign_in_page_and_into_its_form()
    {
        // Percent-encoded it is three characters each, and five once more encoded; around it stand the paths and the proof of a fresh sign-in.
        const int Around = 1500;
        (AuthorizeRequestChecks.MaximumLength * 5 / 3 + Around).ShouldBeLessThan(InputLimits.RequestLineBytes);
        (AuthorizeRequestChecks.MaximumLength * 5 / 3 + Around).ShouldBeLessThan(_settings.MaxRequestBodyBytes);
    }

    [Fact]
    public void The_longest_credentials_fit_encoded_into_the_headers() =>
        // A character of three bytes is nine when it is encoded, and Base64 makes four of three.
        ((_limits.ClientId + _limits.ClientSecret + 1) * 12).ShouldBeLessThan(_settings.Limits.RequestHeaderBytes / 2);
}
