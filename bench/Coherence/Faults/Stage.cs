using Bench.Coherence.Machines;
using Bench.Coherence.Work;
using IdentityHost.Tests.Infrastructure;
using Npgsql;

namespace Bench.Coherence.Faults;

/// <summary>What faults are done to.</summary>
/// <param name="Cluster">PostgreSQL.</param>
/// <param name="Database">An administrator's way to it, past every relay.</param>
internal sealed record Stage(PrivateCluster Cluster, NpgsqlDataSource Database, IReadOnlyList<Node> Nodes, Workplace Place);
