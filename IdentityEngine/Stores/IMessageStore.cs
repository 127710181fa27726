#nullable disable

using IdentityEngine.Models;

namespace IdentityEngine.Stores;

/// <summary>Carries data from an endpoint to a page.</summary>
public interface IMessageStore<TModel>
{
    /// <summary>Writes the message and returns its id.</summary>
    Task<string> WriteAsync(Message<TModel> message, CancellationToken ct);
    /// <summary>The message; null if the id is not one of ours.</summary>
    Task<Message<TModel>> ReadAsync(string id, CancellationToken ct);
}
