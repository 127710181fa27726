using System.Security.Cryptography;
using System.Text;
using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

namespace IdentityHost.Passport;

/// <summary>
/// Adds the user's <c>id</c> to what the engine answers at <c>/connect/introspect</c>, builds Passport's answer for the Passport route, and
/// refuses callers whom the policy does not permit.
/// </summary>
public sealed class PassportIntrospectionResponseGenerator(
    IEventService events,
    ILogger<IntrospectionResponseGenerator> logger,
    IIntrospectionPolicy policy,
    IIntrospectionIdResolver ids,
    IOptions<IdentityHostOptions> options,
    TimeProvider clock) : IntrospectionResponseGenerator(events, logger)
{
    private readonly IEventService _events = events;

    /// <exception cref="IntrospectionRefusedException">The policy does not permit the caller to introspect.</exception>
    public override async Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(validationResult);
        if (validationResult is PassportIntrospectionRequestValidationResult passport)
            return await AnswerPassportAsync(passport, ct);

        var caller = new IntrospectionCaller(IntrospectionRoute.Standard, validationResult.Client, validationResult.Api);
        if (!await policy.MayIntrospectAsync(caller, ct))
            throw new IntrospectionRefusedException(IntrospectionRefusal.NotPermitted, caller.Client?.ClientId ?? caller.Api?.Name);

        var entries = await base.ProcessAsync(validationResult, ct);
        if (!entries.TryGetValue("active", out var active) || active is not true || !entries.TryGetValue("sub", out var subject))
            return entries;
        if (await ids.FindIdAsync(subject.ToString()!, ct) is not { } id)
            return Inactive();
        entries["id"] = id;
        return entries;
    }

    // The endpoint has asked the policy already, before it looked at the token.
    private async Task<Dictionary<string, object>> AnswerPassportAsync(PassportIntrospectionRequestValidationResult result, CancellationToken ct)
    {
        var answer = await BuildPassportAsync(result, ct);
        result.IsActive = answer is not null;
        await _events.RaiseAsync(new TokenIntrospectionSuccessEvent(result), ct);
        return answer ?? Inactive();
    }

    private async Task<Dictionary<string, object>?> BuildPassportAsync(PassportIntrospectionRequestValidationResult result, CancellationToken ct)
    {
        if (!result.IsActive || result.TokenValidation is null)
            return null;

        var token = new PassportToken(result.TokenValidation);
        if (token.ClientId is null || !token.IsValidAt(clock.GetUtcNow()))
            return null;

        string? id = null;
        if (token.Subject is not null && (id = await ids.FindIdAsync(token.Subject, ct)) is null)
            return null;

        var answer = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["active"] = true,
            ["scope"] = token.Scope,
            ["client_id"] = Id(token.ClientId),
            ["token_type"] = "access_token",
            ["exp"] = token.Expires,
            ["iat"] = token.IssuedAt,
            ["nbf"] = token.NotBefore,
        };
        if (token.Subject is not null)
            answer["sub"] = Id(token.Subject);
        answer["aud"] = Id(token.ClientId);
        answer["jti"] = token.Id ?? Fingerprint(result.Token);
        if (id is not null)
            answer["id"] = Id(id);
        return answer;
    }

    private object Id(string value) => options.Value.Passport.NumericIds ? PassportId.ToJson(value) : value;

    // Passport's clients read jti unconditionally. An engine that gave the token none gets an identifier made of the token, of Passport's
    // length.
    private static string Fingerprint(string token) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(token)))[..80];

    private static Dictionary<string, object> Inactive() => new(StringComparer.Ordinal) { ["active"] = false };
}
