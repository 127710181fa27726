namespace IdentityHost.Tests.Contract;

/// <summary>What a client or a host gets that sets nothing: the same on both engines, or a change of engines would change behaviour.</summary>
public sealed class ContractDefaultsTests
{
    [Fact]
    public void A_client_is_confidential_with_PKCE_short_lived_codes_and_JWTs()
    {
        var client = new Client();

        client.ShouldSatisfyAllConditions(
            () => client.Enabled.ShouldBeTrue(),
            () => client.ProtocolType.ShouldBe("oidc"),
            () => client.RequireClientSecret.ShouldBeTrue(),
            () => client.RequirePkce.ShouldBeTrue(),
            () => client.RequireConsent.ShouldBeFalse(),
            () => client.AccessTokenType.ShouldBe(AccessTokenType.Jwt),
            () => client.AccessTokenLifetime.ShouldBe(3600),
            () => client.AuthorizationCodeLifetime.ShouldBe(300),
            () => client.IdentityTokenLifetime.ShouldBe(300),
            () => client.IncludeJwtId.ShouldBeTrue(),
            () => client.EnableLocalLogin.ShouldBeTrue(),
            () => client.AlwaysSendClientClaims.ShouldBeFalse(),
            () => client.AlwaysIncludeUserClaimsInIdToken.ShouldBeFalse(),
            () => client.ClientClaimsPrefix.ShouldBe("client_"),
            () => client.UserSsoLifetime.ShouldBeNull(),
            () => client.AllowedGrantTypes.ShouldBeEmpty(),
            () => client.AllowedScopes.ShouldBeEmpty(),
            () => client.RedirectUris.ShouldBeEmpty());
    }

    [Fact]
    public void A_resource_is_enabled_and_listed_and_a_secret_is_shared()
    {
        new ApiScope("a").ShouldSatisfyAllConditions(
            scope => scope.Enabled.ShouldBeTrue(),
            scope => scope.ShowInDiscoveryDocument.ShouldBeTrue(),
            scope => scope.DisplayName.ShouldBe("a"));
        new ApiResource("a").RequireResourceIndicator.ShouldBeFalse();
        new Secret("x").ShouldSatisfyAllConditions(
            secret => secret.Type.ShouldBe("SharedSecret"),
            secret => secret.Expiration.ShouldBeNull());
    }

    [Fact]
    public void The_server_s_options_are_those_of_the_contract()
    {
        var options = new IdentityServerOptions();

        options.ShouldSatisfyAllConditions(
            () => options.IssuerUri.ShouldBeNull(),
            () => options.LowerCaseIssuerUri.ShouldBeTrue(),
            () => options.AccessTokenJwtType.ShouldBe("at+jwt"),
            () => options.EmitIssuerIdentificationResponseParameter.ShouldBeTrue(),
            () => options.EmitScopesAsSpaceDelimitedStringInJwt.ShouldBeFalse(),
            () => options.EmitStaticAudienceClaim.ShouldBeFalse(),
            () => options.EmitStateHash.ShouldBeFalse(),
            () => options.Authentication.CookieLifetime.ShouldBe(TimeSpan.FromHours(10)),
            () => options.Authentication.CookieSlidingExpiration.ShouldBeFalse(),
            () => options.Events.RaiseSuccessEvents.ShouldBeFalse(),
            () => options.PersistentGrants.DataProtectData.ShouldBeTrue(),
            () => options.KeyManagement.DataProtectKeys.ShouldBeTrue(),
            () => options.KeyManagement.RsaKeySize.ShouldBe(2048),
            () => options.KeyManagement.KeyCacheDuration.ShouldBe(TimeSpan.FromHours(24)),
            () => options.KeyManagement.PropagationTime.ShouldBe(TimeSpan.FromDays(14)),
            () => options.KeyManagement.RotationInterval.ShouldBe(TimeSpan.FromDays(90)),
            () => options.KeyManagement.RetentionDuration.ShouldBe(TimeSpan.FromDays(14)),
            () => options.KeyManagement.DeleteRetiredKeys.ShouldBeTrue(),
            () => options.DeviceFlow.DefaultUserCodeType.ShouldBe("Numeric"),
            () => options.DeviceFlow.Interval.ShouldBe(5),
            () => options.InputLengthRestrictions.DeviceCode.ShouldBe(100),
            () => options.InputLengthRestrictions.ClientId.ShouldBe(100),
            () => options.InputLengthRestrictions.Scope.ShouldBe(300),
            () => options.InputLengthRestrictions.RedirectUri.ShouldBe(400),
            () => options.InputLengthRestrictions.TokenHandle.ShouldBe(100),
            () => options.InputLengthRestrictions.Jwt.ShouldBe(51200),
            () => options.InputLengthRestrictions.CodeVerifierMinLength.ShouldBe(43),
            () => options.InputLengthRestrictions.CodeVerifierMaxLength.ShouldBe(128));
    }

    [Fact]
    public void A_client_s_secret_is_hashed_as_it_is_stored() =>
        "resource-server-secret".Sha256().ShouldBe("xLlY0+7rQva+izx5myd+e0ClkqbLGY/zuiTZx8iyePA=");
}
