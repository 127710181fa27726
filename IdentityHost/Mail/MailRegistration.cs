namespace IdentityHost.Mail;

internal static class MailRegistration
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailThrottle>();
        services.AddHostedService<MailDelivery>();
    }
}
