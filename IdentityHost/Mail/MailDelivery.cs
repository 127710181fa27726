using System.Threading.Channels;

namespace IdentityHost.Mail;

/// <summary>Sends the mail that waits. What is waiting when the host is told to stop is sent still, as long as the stop may take.</summary>
internal sealed class MailDelivery(MailQueue queue, IMailSender sender, ILogger<MailDelivery> logger) : IHostedService, IDisposable
{
    private const int Senders = 4;

    // Of their own, so that a mail server that is slow with many mails still gets these.
    private const int SendersOfNotices = 2;

    private const int Attempts = 3;
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _ended = new();
    private Task _sending = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var lines = Enumerable.Repeat(queue.Mails, Senders).Concat(Enumerable.Repeat(queue.Notices, SendersOfNotices));
        _sending = Task.WhenAll(lines.Select(line => Task.Run(() => SendAllAsync(line), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        await using var _ = cancellationToken.Register(_ended.Cancel);
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ended.Dispose();

    private async Task SendAllAsync(ChannelReader<OutgoingMail> line)
    {
        await foreach (var mail in line.ReadAllAsync(_ended.Token))
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
