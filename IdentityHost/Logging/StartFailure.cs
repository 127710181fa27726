using System.Net.Sockets;
using System.Security.Cryptography;
using IdentityHost.Settings.Reading;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace IdentityHost.Logging;

/// <summary>Why a start failed, in sentences for whoever operates it.</summary>
internal static class StartFailure
{
    private const string ServerCertificate = "Kestrel:Certificates";

    /// <summary>Tells it on the error output. Only what nobody foresaw comes with its stack, and before the sentence.</summary>
    /// <param name="exception">What ended the start.</param>
    /// <param name="configuration">As far as there was one.</param>
    public static async Task TellAsync(Exception exception, IConfiguration? configuration)
    {
        var sentences = Describe(exception, configuration);
        if (sentences is null)
            await Console.Error.WriteLineAsync(exception.ToString());
        foreach (var sentence in sentences ?? [$"{exception.GetType().Name}: {exception.Message}"])
            await Console.Error.WriteLineAsync($"The host can't start: {sentence}");
    }

    /// <summary>Whether its sentences say all.</summary>
    public static bool IsForeseen(Exception exception) => Describe(exception, configuration: null) is not null;

    private static IEnumerable<string>? Describe(Exception exception, IConfiguration? configuration)
    {
        var (setting, addresses) = configuration is null ? ("urls", []) : ServerAddresses.Of(configuration);
        var given = string.Join(';', addresses);
        return exception switch
        {
            OptionsValidationException wrong => wrong.Failures,
            InvalidDataException unreadable => [$"{unreadable.Message} {unreadable.InnerException?.Message}"],
            DirectoryNotFoundException missing => [$"contentRoot, or a folder in it, is not there: {missing.Message}"],
            IOException { InnerException: AddressInUseException } taken => [$"{setting} names an address that is taken; it is '{given}'. {taken.Message}"],
            SocketException refused => [$"{setting} must be addresses of this machine at which this user may listen; it is '{given}'. {refused.Message}."],
            // Both addresses of localhost were refused.
            IOException { InnerException: AggregateException } refused => [$"{setting} must be addresses at which it may listen; it is '{given}'. {refused.Message}"],
            CryptographicException unusable => [$"{ServerCertificate}, or a certificate of Kestrel:Endpoints, can't be used: {unusable.Message}"],
            InvalidOperationException e when e.Message.Contains("HTTPS endpoint", StringComparison.OrdinalIgnoreCase) =>
                [$"{setting} has an https address, and {ServerCertificate}:Default:Path names no certificate for it; it is '{given}'."],
            InvalidOperationException e when e.Message.Contains("'Url' parameter", StringComparison.Ordinal) => [$"Kestrel:Endpoints: {e.Message}"],
            // The configuration's binder and Kestrel's reader name the setting themselves.
            InvalidOperationException e when e.Message.Contains("configuration", StringComparison.OrdinalIgnoreCase) => [e.Message],
            _ => null,
        };
    }
}
