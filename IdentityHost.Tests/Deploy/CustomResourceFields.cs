using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace IdentityHost.Tests.Deploy;

/// <summary>
/// The fields of custom resources that the manifests use, and the values that are allowed there, after the documentation of their operators. A field
/// that is not here is refused: whoever needs another looks it up and adds it.
/// </summary>
internal static class CustomResourceFields
{
    private const string Any = ".+";
    private const string Name = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
    private const string Key = "[-._a-zA-Z0-9]+";
    private const string Number = "[1-9][0-9]*";
    private const string Quantity = "[1-9][0-9]*(m|Mi|Gi)?";
    private const string Flag = "true|false";

    private static readonly Dictionary<string, string> Metadata = new()
    {
        ["metadata.name"] = Name,
    };

    /// <summary>https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1, https://cloudnative-pg.io/plugin-barman-cloud/docs, https://external-secrets.io/latest/api/spec, https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/middleware</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Known = new()
    {
        ["postgresql.cnpg.io/v1/Cluster"] = new(Metadata)
        {
            ["spec.instances"] = Number,
            ["spec.imageName"] = Any,
            ["spec.bootstrap.initdb.database"] = Name,
            ["spec.bootstrap.initdb.owner"] = Name,
            ["spec.bootstrap.initdb.secret.name"] = Name,
            ["spec.bootstrap.initdb.dataChecksums"] = Flag,
            ["spec.bootstrap.initdb.postInitApplicationSQL[]"] = Any,
            ["spec.managed.roles[].name"] = Name,
            ["spec.managed.roles[].ensure"] = "present|absent",
            ["spec.managed.roles[].login"] = Flag,
            ["spec.managed.roles[].passwordSecret.name"] = Name,
            ["spec.postgresql.synchronous.method"] = "any|first",
            ["spec.postgresql.synchronous.number"] = Number,
            ["spec.postgresql.synchronous.dataDurability"] = "required|preferred",
            ["spec.postgresql.synchronous.failoverQuorum"] = Flag,
            ["spec.postgresql.parameters.*"] = Any,
            ["spec.storage.size"] = Quantity,
            ["spec.walStorage.size"] = Quantity,
            ["spec.resources.requests.cpu"] = Quantity,
            ["spec.resources.requests.memory"] = Quantity,
            ["spec.resources.limits.cpu"] = Quantity,
            ["spec.resources.limits.memory"] = Quantity,
            ["spec.affinity.enablePodAntiAffinity"] = Flag,
            ["spec.affinity.podAntiAffinityType"] = "required|preferred",
            ["spec.affinity.topologyKey"] = Any,
            ["spec.plugins[].name"] = Name,
            ["spec.plugins[].isWALArchiver"] = Flag,
            ["spec.plugins[].parameters.*"] = Any,
        },
        ["traefik.io/v1alpha1/Middleware"] = new(Metadata)
        {
            ["spec.rateLimit.average"] = Number,
            ["spec.rateLimit.burst"] = Number,
        },
        ["postgresql.cnpg.io/v1/ScheduledBackup"] = new(Metadata)
        {
            // Six fields: seconds first, unlike a CronJob's.
            ["spec.schedule"] = @"[0-9*/,-]+( [0-9*/,-]+){5}",
            ["spec.immediate"] = Flag,
            ["spec.cluster.name"] = Name,
            ["spec.backupOwnerReference"] = "none|self|cluster",
            ["spec.method"] = "barmanObjectStore|volumeSnapshot|plugin",
            ["spec.pluginConfiguration.name"] = Name,
        },
        ["barmancloud.cnpg.io/v1/ObjectStore"] = new(Metadata)
        {
            ["spec.retentionPolicy"] = "[1-9][0-9]*[dwm]",
            ["spec.configuration.destinationPath"] = "s3://.+",
            ["spec.configuration.s3Credentials.accessKeyId.name"] = Name,
            ["spec.configuration.s3Credentials.accessKeyId.key"] = Key,
            ["spec.configuration.s3Credentials.secretAccessKey.name"] = Name,
            ["spec.configuration.s3Credentials.secretAccessKey.key"] = Key,
            ["spec.configuration.wal.compression"] = "bzip2|gzip|lz4|snappy|xz|zstd",
            ["spec.configuration.wal.encryption"] = "AES256|aws:kms",
            ["spec.configuration.data.compression"] = "bzip2|gzip|snappy",
            ["spec.configuration.data.encryption"] = "AES256|aws:kms",
        },
        ["external-secrets.io/v1/ExternalSecret"] = new(Metadata)
        {
            ["spec.refreshInterval"] = "([0-9]+h)?([0-9]+m)?([0-9]+s)?",
            ["spec.secretStoreRef.kind"] = "SecretStore|ClusterSecretStore",
            ["spec.secretStoreRef.name"] = Name,
            ["spec.target.name"] = Name,
            ["spec.target.template.type"] = "Opaque|kubernetes.io/(tls|basic-auth)",
            ["spec.target.template.engineVersion"] = "v2",
            ["spec.target.template.metadata.labels.*"] = Any,
            ["spec.target.template.data.*"] = Any,
            ["spec.data[].secretKey"] = Key,
            ["spec.data[].remoteRef.key"] = Any,
            ["spec.data[].remoteRef.property"] = Any,
        },
    };

    public static bool Knows(string type) => Known.ContainsKey(type);

    /// <returns>One sentence for each field that is unknown, or has a value that is not allowed there.</returns>
    public static IEnumerable<string> Check(Manifest manifest)
    {
        var known = Known[manifest.Type];
        return from leaf in Leaves(manifest.Root, "")
               where leaf.Path is not ("apiVersion" or "kind")
               let wrong = Wrong(known, leaf.Path, leaf.Value)
               where wrong is not null
               select wrong;
    }

    private static string? Wrong(Dictionary<string, string> known, string path, string value)
    {
        var parent = path[..(path.LastIndexOf('.') + 1)];
        if (!known.TryGetValue(path, out var allowed) && !known.TryGetValue(Free(known, path) ?? parent, out allowed))
            return $"{path} is not a field that is known here.";
        return Regex.IsMatch(value, $"^({allowed})$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) ? null : $"{path} must match {allowed}; it is '{value}'.";
    }

    // Of maps with keys of the writer's own, which may have dots in them.
    private static string? Free(Dictionary<string, string> known, string path) =>
        known.Keys.FirstOrDefault(k => k.EndsWith(".*", StringComparison.Ordinal) && path.StartsWith(k[..^1], StringComparison.Ordinal));

    private static IEnumerable<(string Path, string Value)> Leaves(YamlNode node, string path) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(c => Leaves(c.Value, path.Length == 0 ? $"{c.Key}" : $"{path}.{c.Key}")),
        YamlSequenceNode list => list.SelectMany(item => Leaves(item, $"{path}[]")),
        _ => [(path, $"{node}")],
    };
}
