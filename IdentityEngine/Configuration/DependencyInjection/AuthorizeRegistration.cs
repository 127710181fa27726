using IdentityEngine.Endpoints;
using IdentityEngine.Endpoints.Results;
using IdentityEngine.Models;
using IdentityEngine.ResponseHandling;
using IdentityEngine.Services;
using IdentityEngine.Stores;
using IdentityEngine.Validation;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IdentityEngine.Configuration;

/// <summary>The authorization endpoint and what sign-in needs.</summary>
internal static class AuthorizeRegistration
{
    internal static void AddAuthorize(this IIdentityServerBuilder builder)
    {
        builder.AddEndpoint<AuthorizeEndpoint>(EndpointNames.Authorize, ProtocolRoutePaths.Authorize);
        builder.AddEndpoint<AuthorizeCallbackEndpoint>(EndpointNames.Authorize, ProtocolRoutePaths.AuthorizeCallback);
        builder.AddHttpWriter<AuthorizeResult, AuthorizeResultWriter>();
        builder.AddHttpWriter<AuthorizeCallbackResult, AuthorizeCallbackResultWriter>();
        builder.AddHttpWriter<LoginPageResult, LoginPageResultWriter>();
        builder.AddHttpWriter<ConsentPageResult, ConsentPageResultWriter>();
        builder.AddHttpWriter<AuthorizeErrorPageResult, AuthorizeErrorPageResultWriter>();

        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services.AddSingleton<FreshSignIn>();
        services.AddSingleton<CurrentSignIn>();
        services.AddSingleton<InteractionAnswer>();
        services.AddTransient<AuthorizeRequestValidator>();
        services.AddTransient<AuthorizeRequestHandler>();
        services.AddTransient<IdTokenHint>();
        services.AddTransient<AuthorizeResponseGenerator>();
        services.TryAddTransient<IAuthorizeInteractionResponseGenerator, AuthorizeInteractionResponseGenerator>();
        services.TryAddTransient<IReturnUrlParser, ReturnUrlParser>();
        services.TryAddTransient<IUserConsentStore, UserConsentStore>();
        services.TryAddTransient<IConsentService, DefaultConsentService>();
        services.TryAddTransient<IPersistedGrantService, DefaultPersistedGrantService>();
        services.TryAddTransient<IIdentityServerInteractionService, DefaultInteractionService>();
        services.TryAddSingleton<IMessageStore<ErrorMessage>>(provider => new ProtectedMessageStore<ErrorMessage>(
            provider.GetRequiredService<IDataProtectionProvider>(), "IdentityEngine.ErrorMessage", MessageJson.Default.MessageErrorMessage));

        builder.AddSessions();
        services.AddAuthentication(IdentityServerConstants.DefaultCookieAuthenticationScheme)
            .AddCookie(IdentityServerConstants.DefaultCookieAuthenticationScheme);
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(
            provider => provider.GetRequiredService<SessionCookie>());
        services.AddSingleton<IPostConfigureOptions<CookieAuthenticationOptions>>(
            provider => provider.GetRequiredService<SessionCookie>());
    }
}
