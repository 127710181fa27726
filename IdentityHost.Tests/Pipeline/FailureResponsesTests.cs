using IdentityHost.Pipeline;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Pipeline;

/// <summary>What escapes from a request and has nobody to be answered to.</summary>
public sealed class FailureResponsesTests
{
    public static TheoryData<Exception> OfGoneCallers => new(
        new ConnectionResetException("Connection reset by peer"), new OperationCanceledException(), new ConnectionAbortedException("Gone"));

    [Theory]
    [MemberData(nameof(OfGoneCallers))]
    public async Task A_caller_who_went_away_is_no_failure_of_the_host(Exception exception)
    {
        using var logs = new CapturedLogs();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs));
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };

        await new FailureResponses(_ => throw exception, loggers.CreateLogger<FailureResponses>()).InvokeAsync(context);

        context.Response.StatusCode.ShouldBe(StatusCodes.Status499ClientClosedRequest);
        logs.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
    }
}
