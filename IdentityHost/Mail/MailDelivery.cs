namespace IdentityHost.Mail;

/// <summary>Sends the mail that waits. What is waiting when the host is told to stop is sent still, as long as the stop may take.</summary>
internal sealed class MailDelivery(MailQueue queue, IMailSender sender, ILogger<MailDelivery> logger) : IHostedService, IDisposable
{
    private const int Senders = 4;
    private const int Attempts = 3;
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ended = new();
    private Task _sending = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(SendAllAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await using var _ = cancellationToken.Register(_ended.Cancel);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ended.Dispose();

    private async Task SendAllAsync()
    {
        await foreach (var mail in queue.Reader.ReadAllAsync(_ended.Token))
            await SendAsync(mail);
    }

    private async Task SendAsync(OutgoingMail mail)
    {
        Exception? failure = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (failure is not null)
                await Task.Delay(Pause, _ended.Token);
            failure = await TryAsync(mail);
            if (failure is null)
                return;
            if (failure is SmtpUtf8MissingException)
            {
                Log.NoSmtpUtf8(logger);
                return;
            }
        }

        // Whatever went wrong with one mail, the next one is sent. The reason's own text may hold the address.
        Log.NotSent(logger, failure!.GetType().Name, Attempts);
    }

    private async Task<Exception?> TryAsync(OutgoingMail mail)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        limit.CancelAfter(LongestAttempt);
        try
        {
            await sender.SendAsync(mail, limit.Token);
            return null;
        }
        catch (Exception e) when (!_ended.IsCancellationRequested)
        {
            return e;
        }
    }
}
