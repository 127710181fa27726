using System.Threading.Channels;

namespace IdentityHost.Mail;

/// <summary>
/// Mail that waits to be sent by this process. Whoever asks for it does not wait for the mail server: how long that takes would tell them
/// whether there was somebody to write to. Notices wait in a line of their own, which nobody else can fill.
/// </summary>
internal sealed class MailQueue(ILogger<MailQueue> logger)
{
    private const int Capacity = 1000;

    private readonly Channel<OutgoingMail> _mails = NewLine();
    private readonly Channel<OutgoingMail> _notices = NewLine();

    internal ChannelReader<OutgoingMail> Mails => _mails.Reader;

    internal ChannelReader<OutgoingMail> Notices => _notices.Reader;

    /// <summary>Takes the mail, unless too many wait already: the person asks again.</summary>
    internal void Add(OutgoingMail mail)
    {
        if (!(mail.IsNotice ? _notices : _mails).Writer.TryWrite(mail))
            Log.QueueIsFull(logger);
    }

    /// <summary>Nothing more will come.</summary>
    internal void Complete()
    {
        _mails.Writer.TryComplete();
        _notices.Writer.TryComplete();
    }

    private static Channel<OutgoingMail> NewLine() =>
        Channel.CreateBounded<OutgoingMail>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });
}
