using IdentityEngine.Endpoints;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdentityEngine.Configuration.DependencyInjection;

/// <summary>The token, userinfo, introspection and revocation endpoints and all that they need, in the order of a request.</summary>
internal static class TokenRegistration
{
    internal static void AddTokens(this IIdentityServerBuilder builder)
    {
        var services = builder.Services;
        builder.AddEndpoint<TokenEndpoint>(EndpointNames.Token, ProtocolRoutePaths.Token);
        builder.AddEndpoint<UserInfoEndpoint>(EndpointNames.UserInfo, ProtocolRoutePaths.UserInfo);
        builder.AddEndpoint<IntrospectionEndpoint>(EndpointNames.Introspection, ProtocolRoutePaths.Introspection);
        builder.AddEndpoint<TokenRevocationEndpoint>(EndpointNames.Revocation, ProtocolRoutePaths.Revocation);

        builder.AddSecretParser<BasicAuthenticationSecretParser>();
        builder.AddSecretParser<PostBodySecretParser>();
        builder.AddSecretValidator<HashedSharedSecretValidator>();
        services.TryAddTransient<ISecretsListParser, SecretsListParser>();
        services.TryAddTransient<ISecretsListValidator, SecretsListValidator>();
        services.TryAddTransient<IClientSecretValidator, ClientSecretValidator>();
        services.TryAddTransient<IApiSecretValidator, ApiSecretValidator>();

        services.TryAddTransient<IScopeParser, DefaultScopeParser>();
        services.TryAddTransient<IResourceValidator, DefaultResourceValidator>();
        services.TryAddTransient<TokenRequestValidator>();
        services.AddTransient<IGrantRequestValidator, ClientCredentialsRequestValidator>();
        services.AddTransient<IGrantRequestValidator, AuthorizationCodeRequestValidator>();
        services.AddTransient<IGrantRequestValidator, RefreshTokenRequestValidator>();
        services.TryAddTransient<IIntrospectionRequestValidator, IntrospectionRequestValidator>();
        services.TryAddTransient<ITokenRevocationRequestValidator, TokenRevocationRequestValidator>();
        services.TryAddTransient<ITokenValidator, TokenValidator>();
        services.TryAddTransient<SelfIssuedJwtValidator>();

        services.TryAddTransient<ITokenResponseGenerator, TokenResponseGenerator>();
        services.TryAddTransient<IIntrospectionResponseGenerator, IntrospectionResponseGenerator>();
        services.TryAddTransient<UserInfoResponseGenerator>();
        services.TryAddTransient<ITokenRevocationResponseGenerator, TokenRevocationResponseGenerator>();

        services.TryAddTransient<ITokenService, DefaultTokenService>();
        services.TryAddTransient<AccessTokenFactory>();
        services.TryAddTransient<IRefreshTokenService, DefaultRefreshTokenService>();
        services.TryAddTransient<IClaimsService, DefaultClaimsService>();
        services.TryAddTransient<IProfileService, DefaultProfileService>();
        services.TryAddTransient<IEventService, DefaultEventService>();
        services.TryAddTransient<IEventSink, DefaultEventSink>();
        services.TryAddSingleton<IHandleGenerationService, DefaultHandleGenerationService>();

        builder.AddHttpWriter<TokenResult, TokenResultWriter>();
        builder.AddHttpWriter<TokenErrorResult, TokenErrorResultWriter>();
        builder.AddHttpWriter<IntrospectionResult, IntrospectionResultWriter>();
        builder.AddHttpWriter<UserInfoResult, UserInfoResultWriter>();
        builder.AddHttpWriter<BearerErrorResult, BearerErrorResultWriter>();
        builder.AddHttpWriter<BadRequestResult, BadRequestResultWriter>();
        builder.AddHttpWriter<StatusCodeResult, StatusCodeResultWriter>();
    }
}
