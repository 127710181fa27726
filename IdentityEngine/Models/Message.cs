#nullable disable

namespace IdentityEngine.Models;

/// <summary>Data on its way from an endpoint to a page, with the time at which it was written.</summary>
public class Message<TModel>
{
    public Message()
    {
    }

    public Message(TModel data, DateTime now)
    {
        Created = now.Ticks;
        Data = data;
    }

    /// <summary>UTC, in ticks.</summary>
    public long Created { get; set; }
    public TModel Data { get; set; }
}
