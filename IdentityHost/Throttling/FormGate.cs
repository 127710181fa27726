using IdentityHost.Http;
using IdentityHost.Outcomes;

namespace IdentityHost.Throttling;

/// <summary>
/// Refuses forms of a sender who posts too many, before anything is read or looked up for them: whatever page it is, and whether the form is
/// a good one or not.
/// </summary>
internal sealed class FormGate(RequestDelegate next, FormLimits limits, TooManyRequests refusal)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return HttpMethods.IsPost(request.Method)
            && PagePaths.Contain(request.Path)
            && limits.CountForm(Sender.Of(context)) is { } wait
                ? refusal.AnswerAsync(context, RefusalKinds.Form, wait, ProtocolErrors.InvalidRequest)
                : next(context);
    }
}
