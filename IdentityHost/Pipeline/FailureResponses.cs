using IdentityHost.Extensibility;
using IdentityHost.Http;
using IdentityHost.Introspection;
using IdentityHost.Outcomes;
using IdentityHost.Throttling;
using Microsoft.AspNetCore.Connections;

namespace IdentityHost.Pipeline;

/// <summary>
/// Turns what escapes from a request into its answer: a refusal is 401 or 403, a grant that somebody else consumed 400, a sender who asks
/// too much 429, a store that can't be asked 503, and only what is none of these a 500.
/// </summary>
internal sealed class FailureResponses(RequestDelegate next, ILogger<FailureResponses> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is ConnectionResetException || (e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody is there to be answered.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
        catch (Exception e)
        {
            // Half an answer must not look like a whole one.
            logger.FailedAfterStart(e);
            context.Abort();
        }
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        CorrelationId.ClearAnswer(context);
        switch (exception)
        {
            case IntrospectionRefusedException refused:
                return new IntrospectionRefusedResult(refused.Refusal, IntrospectionRoute.Standard, refused.ClientId).ExecuteAsync(context);

            case GrantConsumedException:
                logger.GrantWasConsumed();
                return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidGrant);

            case TooManyRequestsException many:
                return context.RequestServices.GetRequiredService<TooManyRequests>().AnswerAsync(context, many);

            case BadHttpRequestException bad:
                return ErrorResponse.WriteAsync(context, bad.StatusCode, ProtocolErrors.InvalidRequest);

            // What Kestrel says of a body that does not follow its own framing, such as a chunk larger than any number, is an IOException.
            case IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" }:
                return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest);

            case var e when Outage.IsRefusedValue(e):
                return ErrorResponse.WriteAsync(context, StatusCodes.Status400BadRequest, ProtocolErrors.InvalidRequest);

            case var e when Outage.Is(e) || e is OperationCanceledException:
                logger.Unavailable(Outage.CauseOf(e));
                logger.UnavailableAt(e);
                context.Response.Headers.RetryAfter = "1";
                return ErrorResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ProtocolErrors.TemporarilyUnavailable);

            default:
                logger.Unhandled(exception);
                return ErrorResponse.WriteAsync(context, StatusCodes.Status500InternalServerError, ProtocolErrors.ServerError);
        }
    }
}
