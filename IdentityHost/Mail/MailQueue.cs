using System.Threading.Channels;

namespace IdentityHost.Mail;

/// <summary>
/// Mail that waits to be sent by this process. Whoever asks for it does not wait for the mail server: how long that takes would tell them
/// whether there was somebody to write to.
/// </summary>
internal sealed class MailQueue(ILogger<MailQueue> logger)
{
    private const int Capacity = 1000;

    private readonly Channel<OutgoingMail> _waiting =
        Channel.CreateBounded<OutgoingMail>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    internal ChannelReader<OutgoingMail> Reader => _waiting.Reader;

    /// <summary>Takes the mail, unless too many wait already: the person asks again.</summary>
    internal void Add(OutgoingMail mail)
    {
        if (!_waiting.Writer.TryWrite(mail))
            Log.QueueIsFull(logger);
    }

    /// <summary>Nothing more will come.</summary>
    internal void Complete() => _waiting.Writer.TryComplete();
}
