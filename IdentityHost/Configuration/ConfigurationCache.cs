using System.Collections.Concurrent;

namespace IdentityHost.Configuration;

/// <summary>
/// Clients and resources in memory, for as long as the database's announcements of changes are heard. Everything remembered belongs to an epoch, and an announcement
/// begins a new one: what a reader that started before it still has to add goes into the old epoch, which nobody asks any more.
/// </summary>
internal sealed class ConfigurationCache
{
    private volatile Epoch? current;
    private volatile Resources? lastKnown;

    /// <summary>Take it before reading from the store, and add what was read to it. Null: nothing is heard, so nothing may be remembered.</summary>
    public Epoch? Current => current;

    /// <summary>The last resources that were read completely, however old: for discovery in an outage, and for nothing that decides about a token.</summary>
    public Resources? LastKnown
    {
        get => lastKnown;
        set => lastKnown = value;
    }

    /// <summary>Announcements are heard from now on; or one was heard just now.</summary>
    public void BeginEpoch() => current = new Epoch();

    /// <summary>Announcements are not heard any more.</summary>
    public void Stop() => current = null;

    internal sealed class Epoch
    {
        private const int MaxClients = 10_000;

        private readonly ConcurrentDictionary<string, Client> clients = new(StringComparer.Ordinal);
        private volatile ResourceSnapshot? resources;

        public ResourceSnapshot? Resources
        {
            get => resources;
            set => resources = value;
        }

        public Client? FindClient(string clientId) => clients.GetValueOrDefault(clientId);

        /// <summary>Only clients that exist are remembered, so that nobody fills the memory by asking for others.</summary>
        public void Add(Client client)
        {
            if (clients.Count < MaxClients)
                clients.TryAdd(client.ClientId, client);
        }
    }
}
