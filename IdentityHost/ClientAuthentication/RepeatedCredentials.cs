using System.Collections.Frozen;
using IdentityHost.Engine;
using IdentityHost.Http;
using IdentityHost.Outcomes;
using IdentityHost.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IdentityHost.ClientAuthentication;

/// <summary>
/// The same credentials in the header and in the body, as some clients send them (lua-resty-openidc, and so APISIX), are one method used
/// twice. Different ones are two methods, of which RFC 6749 2.3 allows one: refused, before any secret is looked at.
/// </summary>
internal sealed class RepeatedCredentials(RequestDelegate next, IOptions<IdentityHostSettings> options, ILogger<RepeatedCredentials> logger)
{
    private const string ClientId = "client_id";
    private const string ClientSecret = "client_secret";
    private const string SeveralMethods = "Use one method of client authentication, or the same credentials in both.";

    private static readonly FrozenSet<string> Authenticating = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        EnginePaths.Token, EnginePaths.Introspection, EnginePaths.Revocation, EnginePaths.DeviceAuthorization);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization is not [{ } header] || !BasicCredentials.IsBasic(header) || !Authenticating.Contains(request.Path.Value ?? ""))
            return next(context);
        if (BasicCredentials.IsEmpty(header))
        {
            request.Headers.Remove(HeaderNames.Authorization);
            return next(context);
        }

        // ProtocolRequestGuard has read it.
        return context.Features.Get<IFormFeature>()?.Form is { } form && form.TryGetValue(ClientSecret, out var secret) && secret is [{ Length: > 0 } given]
            ? CompareAsync(context, header, form, given)
            : next(context);
    }

    private Task CompareAsync(HttpContext context, string header, IFormCollection form, string secret)
    {
        var request = context.Request;
        var evenRaw = options.Value.ClientAuthentication.RawBasic;
        var id = form.TryGetValue(ClientId, out var ids) ? ids.ToString() : null;
        // What can't be read is the engine's to refuse.
        if (BasicCredentials.Read(header) is not { } credentials)
            return next(context);
        if (credentials.OnlyName(id, evenRaw))
        {
            request.Headers.Remove(HeaderNames.Authorization);
            return next(context);
        }

        if (!credentials.AreThoseOf(id, secret, evenRaw))
        {
            logger.RequestRefused(SeveralMethods, request.Path);
            return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest, SeveralMethods);
        }

        var rest = new Dictionary<string, StringValues>(form.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in form)
        {
            if (!string.Equals(name, ClientSecret, StringComparison.Ordinal))
                rest.Add(name, values);
        }

        request.Form = new FormCollection(rest);
        return next(context);
    }
}
