using IdentityHost.AccessTokens;
using IdentityHost.Extensibility;
using IdentityHost.InactiveTokens;
using IdentityHost.Memory;
using IdentityHost.Outcomes;
using IdentityHost.RequestState;
using Shared;

namespace IdentityHost.Introspection;

/// <summary>
/// Adds the user's <c>id</c> and <c>username</c> to what the engine answers at <c>/connect/introspect</c>, builds Passport's answer for the Passport route, and
/// refuses callers whom the policy does not permit. What was answered before about a token that is remembered is ready.
/// </summary>
internal sealed class HostIntrospectionResponseGenerator(
    IEventService events,
    ILogger<IntrospectionResponseGenerator> logger,
    IIntrospectionPolicy policy,
    IIntrospectionIdResolver ids,
    IPassportAnswer passportAnswer,
    IntrospectionEvents introspectionEvents,
    IntrospectionRequest request,
    IServiceProvider services,
    TimeProvider clock) : IntrospectionResponseGenerator(events, logger)
{
    private readonly IEventService _events = events;

    /// <exception cref="IntrospectionRefusedException">The policy does not permit the caller to introspect.</exception>
    public override Task<Dictionary<string, object>> ProcessAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(validationResult);
        return validationResult is PassportIntrospectionRequestValidationResult passport
            ? AnswerPassportAsync(passport, ct)
            : AnswerStandardAsync(validationResult, ct);
    }

    private async Task<Dictionary<string, object>> AnswerStandardAsync(IntrospectionRequestValidationResult validationResult, CancellationToken ct)
    {
        var caller = new IntrospectionCaller(IntrospectionRoute.Standard, validationResult.Client, validationResult.Api);
        if (!await policy.MayIntrospectAsync(caller, ct))
            throw new IntrospectionRefusedException(IntrospectionRefusal.NotPermitted, caller.Client?.ClientId ?? caller.Api?.Name);

        var key = new CallerKey(IntrospectionRoute.Standard, caller.Api is not null, caller.Api?.Name ?? caller.Client!.ClientId);
        if (request.FindAnswer(validationResult, key) is { } ready)
        {
            await introspectionEvents.RaiseAsync(_events, validationResult, ct);
            return ready;
        }

        var entries = await base.ProcessAsync(validationResult, ct);
        if (!entries.TryGetValue("active", out var active) || active is not true)
        {
            var isForOthers = caller.Api is null ? InactiveReasons.WrongClient : InactiveReasons.WrongAudience;
            SayWhy(IntrospectionRoute.Standard, validationResult, validationResult.IsActive ? isForOthers : null);
            return entries;
        }

        if (TokenSubject.OfUser(validationResult.Claims) is { } subject)
        {
            if (await ids.FindIdAsync(subject, ct) is not { } id)
            {
                SayWhy(IntrospectionRoute.Standard, validationResult, InactiveReasons.UserInactive);
                return Inactive();
            }

            entries["id"] = id;
            // Made only now: most answers are ready.
            if (await services.GetRequiredService<IntrospectionUserName>().FindAsync(caller, subject, validationResult.Claims, ct) is { } userName)
                entries["username"] = userName;
        }

        // An engine says so of access tokens only.
        if (!entries.ContainsKey("iss"))
            entries["iss"] = await services.GetRequiredService<IIssuerNameService>().GetCurrentAsync(ct);
        return request.Keep(validationResult, key, entries);
    }

    // The endpoint has asked the policy already, before it looked at the token.
    private async Task<Dictionary<string, object>> AnswerPassportAsync(PassportIntrospectionRequestValidationResult result, CancellationToken ct)
    {
        var token = result is { IsActive: true, TokenValidation: { } validation } ? TokenSummary.Of(validation) : null;
        var answer = token is { ClientId: not null } && token.IsValidAt(clock.GetUtcNow()) ? await AnswerPassportAsync(result, token, ct) : null;
        result.IsActive = answer is not null;
        await introspectionEvents.RaiseAsync(_events, result, ct);
        if (answer is not null)
            return answer;
        SayWhy(IntrospectionRoute.Passport, result, token is null ? null : WhyNotAnswered(token));
        return Inactive();
    }

    private async ValueTask<Dictionary<string, object>?> AnswerPassportAsync(
        PassportIntrospectionRequestValidationResult result, TokenSummary token, CancellationToken ct)
    {
        // Every caller who may ask at all sees the same.
        var key = new CallerKey(IntrospectionRoute.Passport, IsApi: false, Name: "");
        if (request.FindAnswer(result, key) is { } ready)
            return ready;
        var id = token.Subject is null ? null : await ids.FindIdAsync(token.Subject, ct);
        return token.Subject is not null && id is null ? null : request.Keep(result, key, passportAnswer.Of(result.Token, token, id));
    }

    private string WhyNotAnswered(TokenSummary token)
    {
        var now = clock.GetUtcNow();
        if (token.ClientId is null)
            return InactiveReasons.ClientUnknown;
        if (token.IsValidAt(now))
            return InactiveReasons.UserInactive;
        return token.HasExpiredAt(now) ? InactiveReasons.Expired : InactiveReasons.NotYetValid;
    }

    // Asked for only now: most tokens are active.
    private void SayWhy(IntrospectionRoute route, IntrospectionRequestValidationResult result, string? reason) =>
        services.GetRequiredService<InactiveTokenLog>().Write(route, result, request, reason);

    private static Dictionary<string, object> Inactive() => new(1, StringComparer.Ordinal) { ["active"] = false };
}
