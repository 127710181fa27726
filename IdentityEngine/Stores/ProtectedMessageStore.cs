using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdentityEngine.Models;
using Microsoft.AspNetCore.DataProtection;

namespace IdentityEngine.Stores;

/// <summary>
/// Keeps a message in the id that names it, protected: whichever node shows the page can read it, and nobody else can make the page say
/// or do something.
/// </summary>
internal sealed class ProtectedMessageStore<TModel>(
    IDataProtectionProvider dataProtection, string purpose, JsonTypeInfo<Message<TModel>> json) : IMessageStore<TModel>
{
    private readonly IDataProtector _protector = dataProtection.CreateProtector(purpose);

    public Task<string> WriteAsync(Message<TModel> message, CancellationToken ct) =>
        Task.FromResult(_protector.Protect(JsonSerializer.Serialize(message, json)));

    public Task<Message<TModel>> ReadAsync(string id, CancellationToken ct)
    {
        var text = ProtectedText.Unprotect(_protector, id);
        return Task.FromResult(text is null ? null! : JsonSerializer.Deserialize(text, json)!);
    }
}
