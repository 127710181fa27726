using System.Collections.Concurrent;
using System.Collections.Frozen;
using IdentityHost.Outcomes;

namespace IdentityHost.Memory;

/// <summary>
/// Clients, resources and origins in memory, for as long as announcements of changes are heard and the node's lease lasts. Everything remembered belongs
/// to an epoch, and an announcement begins a new one: what a reader that started before it still has to add goes into the old epoch, which
/// nobody asks any more.
/// </summary>
internal sealed class ConfigurationCache(NodeLease lease)
{
    /// <summary>
    /// Take it before reading from the store, and add what was read to it. Null: nothing is heard, so nothing may be remembered.
    /// </summary>
    public Epoch? Current => lease.Current?.Configuration;

#pragma warning disable CA1001 // The semaphore holds no handle unless somebody asks for one, and readers may outlive the epoch.
    internal sealed class Epoch
#pragma warning restore CA1001
    {
        private const int MaxClients = 10_000;

        private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

        private readonly ConcurrentDictionary<string, Client> _clients = new(StringComparer.Ordinal);
        private readonly SemaphoreSlim _reading = new(1);
        private volatile ResourceSnapshot? _resources;
        private volatile FrozenSet<string>? _clientIds;
        private volatile bool _hasTooManyClients;
        private volatile FrozenSet<string>? _origins;

        /// <summary>All resources, if they were read already.</summary>
        public ResourceSnapshot? KnownResources => _resources;

        /// <summary>The origins of browser applications, if they were read already.</summary>
        public FrozenSet<string>? Origins
        {
            get => _origins;
            set => _origins = value;
        }

        /// <summary>How many ids of clients are asked for: one more than are remembered. Zero: no more are needed.</summary>
        public int ClientIdsWanted => _clientIds is null && !_hasTooManyClients ? MaxClients + 1 : 0;

        /// <summary>Whether there certainly is no client of this id.</summary>
        public bool IsNobody(string clientId) => _clientIds?.Contains(clientId) is false;

        /// <summary>Notes the ids of all clients, unless they are too many.</summary>
        public void AddClientIds(IReadOnlyCollection<string> ids)
        {
            if (ids.Count > MaxClients)
                _hasTooManyClients = true;
            else
                _clientIds = ids.ToFrozenSet(StringComparer.Ordinal);
        }

        public Client? FindClient(string clientId) => _clients.GetValueOrDefault(clientId);

        /// <summary>Only clients that exist are remembered, so that nobody fills the memory by asking for others.</summary>
        public void Add(Client client)
        {
            if (_clients.Count < MaxClients)
                _clients.TryAdd(client.ClientId, client);
        }

        /// <summary>All resources, read by one of those who ask at once.</summary>
        public ValueTask<ResourceSnapshot> ResourcesAsync(Func<CancellationToken, Task<Resources>> read, CancellationToken ct) =>
            _resources is { } known ? ValueTask.FromResult(known) : new ValueTask<ResourceSnapshot>(ReadAsync(read, ct));

        private async Task<ResourceSnapshot> ReadAsync(Func<CancellationToken, Task<Resources>> read, CancellationToken ct)
        {
            // Each of those who wait would else have a time limit of its own, one after the other.
            if (!await _reading.WaitAsync(LongestWait, ct))
                throw new DatabaseUnavailableException("The resources were not read in time.");
            try
            {
                return _resources ??= new ResourceSnapshot(await read(ct));
            }
            finally
            {
                _reading.Release();
            }
        }
    }
}
