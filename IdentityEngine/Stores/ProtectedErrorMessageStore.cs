using System.Text.Json;
using IdentityEngine.Models;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Stores;

/// <summary>
/// Keeps an error message in the id that names it, protected: whichever node shows the error page can read it, and nobody else can
/// make the error page say something.
/// </summary>
internal sealed class ProtectedErrorMessageStore(IDataProtectionProvider dataProtection) : IMessageStore<ErrorMessage>
{
    private readonly IDataProtector _protector = dataProtection.CreateProtector("IdentityEngine.ErrorMessage");

    public Task<string> WriteAsync(Message<ErrorMessage> message, CancellationToken ct) =>
        Task.FromResult(_protector.Protect(JsonSerializer.Serialize(message, ErrorMessageJson.Default.MessageErrorMessage)));

    public Task<Message<ErrorMessage>> ReadAsync(string id, CancellationToken ct)
    {
        var json = ProtectedText.Unprotect(_protector, id);
        return Task.FromResult(
            json is null ? null! : JsonSerializer.Deserialize(json, ErrorMessageJson.Default.MessageErrorMessage)!);
    }
}
