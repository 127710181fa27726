using System.Globalization;
using k8s.Models;
using Npgsql;

namespace IdentityHost.Tests.Deploy;

/// <summary>What every pod of deploy/kubernetes has to say, and what has to fit together.</summary>
public sealed class WorkloadRulesTests
{
    public static TheoryData<string> Workloads => [.. Workload.All.Select(w => w.Name)];

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_pod_has_no_more_rights_than_it_needs(string name)
    {
        var pod = Find(name).Pod;

        pod.AutomountServiceAccountToken.ShouldBe(false);
        pod.EnableServiceLinks.ShouldBe(false);
        pod.HostNetwork.ShouldBeNull();
        pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
        pod.SecurityContext.RunAsUser.ShouldNotBeNull().ShouldBeGreaterThan(0);
        pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
        foreach (var container in pod.Containers)
        {
            container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
            container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
            container.SecurityContext.Privileged.ShouldBeNull();
            container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
            container.SecurityContext.Capabilities.Add.ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void A_container_says_what_it_needs_and_what_it_may_take(string name)
    {
        foreach (var container in Find(name).Pod.Containers)
        {
            foreach (var resource in new[] { "cpu", "memory" })
            {
                var request = container.Resources.Requests[resource].ToDecimal();
                request.ShouldBeGreaterThan(0);
                container.Resources.Limits[resource].ToDecimal().ShouldBeGreaterThanOrEqualTo(request);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Volumes_are_mounted_and_mounts_are_volumes(string name)
    {
        var pod = Find(name).Pod;
        pod.Containers.SelectMany(c => c.VolumeMounts).Select(m => m.Name).Distinct().Order().ShouldBe(pod.Volumes.Select(v => v.Name).Order());
        pod.Volumes.Select(v => v.Secret?.DefaultMode).OfType<int>().ShouldAllBe(mode => mode == 288);
    }

    [Fact]
    public void The_hosts_probes_ask_what_each_is_for()
    {
        var container = Workload.Host.Spec.Template.Spec.Containers.Single();

        container.StartupProbe.HttpGet.Path.ShouldBe("/health/live");
        container.ReadinessProbe.HttpGet.Path.ShouldBe("/health/ready");
        container.LivenessProbe.HttpGet.Path.ShouldBe("/health/live");
        foreach (var probe in new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe })
            container.Ports.ShouldContain(p => p.Name == probe.HttpGet.Port.Value);
        container.Ports.ShouldContain(p => Workload.Variable(container, "ASPNETCORE_URLS") == $"http://*:{p.ContainerPort}");
    }

    [Fact]
    public void A_pod_is_given_the_time_that_its_graceful_stop_takes()
    {
        var pod = Workload.Host.Spec.Template.Spec;
        var delay = Setting("IdentityHost__ShutdownDelay");
        var timeout = Setting("IdentityHost__ShutdownTimeout");

        TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds.ShouldNotBeNull()).ShouldBeGreaterThanOrEqualTo(delay + timeout + TimeSpan.FromSeconds(5));
        // Or a pod that goes would still be asked when it no longer listens.
        delay.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_rollout_takes_no_host_away_before_another_is_ready()
    {
        var update = Workload.Host.Spec.Strategy.RollingUpdate;
        update.MaxUnavailable.Value.ShouldBe("0");
        Number(update.MaxSurge).ShouldBeGreaterThan(0);
        Workload.Host.Spec.Replicas.ShouldBeNull();
        Autoscaler.Spec.MinReplicas.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(3);
        Number(Workload.Objects<V1PodDisruptionBudget>().Single().Spec.MaxUnavailable).ShouldBe(1);
    }

    [Fact]
    public void Whatever_selects_the_hosts_finds_them()
    {
        var labels = new Dictionary<string, string>(Workload.Host.Spec.Template.Metadata.Labels) { ["app.kubernetes.io/name"] = "identityhost" };
        IDictionary<string, string>[] selectors =
        [
            Workload.Host.Spec.Selector.MatchLabels,
            Workload.Objects<V1Service>().Single().Spec.Selector,
            Workload.Objects<V1PodDisruptionBudget>().Single().Spec.Selector.MatchLabels,
            .. Workload.Objects<V1NetworkPolicy>().Select(p => p.Spec.PodSelector.MatchLabels),
            .. Workload.Host.Spec.Template.Spec.TopologySpreadConstraints.Select(c => c.LabelSelector.MatchLabels),
        ];

        selectors.Length.ShouldBeGreaterThan(6);
        foreach (var selector in selectors)
        {
            selector.ShouldNotBeEmpty();
            selector.ShouldAllBe(label => labels[label.Key] == label.Value);
        }

        Autoscaler.Spec.ScaleTargetRef.Name.ShouldBe(Workload.Host.Metadata.Name);
        foreach (var backend in IngressPaths.Select(p => p.Backend.Service))
            Workload.Objects<V1Service>().Single(s => s.Metadata.Name == backend.Name).Spec.Ports.ShouldContain(p => p.Name == backend.Port.Name);
    }

    [Fact]
    public void A_changed_secret_restarts_the_hosts()
    {
        var mounted = Workload.Host.Spec.Template.Spec.Volumes.Select(v => v.Secret?.SecretName).OfType<string>();
        Workload.Host.Metadata.Annotations["secret.reloader.stakater.com/reload"].Split(',').ShouldBe(mounted, ignoreOrder: true);
    }

    [Fact]
    public void Every_secret_that_is_mounted_is_made_by_the_overlay_and_none_stands_in_a_file()
    {
        var made = Manifest.All.Where(m => m.Type == "external-secrets.io/v1/ExternalSecret").Select(m => $"{m.Root["spec"]["target"]["name"]}").ToList();

        Workload.All.SelectMany(w => w.Pod.Volumes).Select(v => v.Secret?.SecretName).OfType<string>().ShouldBeSubsetOf(made);
        Workload.Objects<V1Secret>().ShouldBeEmpty();
    }

    [Fact]
    public void The_database_has_connections_for_as_many_hosts_as_there_may_be()
    {
        var cluster = Manifest.All.Single(m => m.Type == "postgresql.cnpg.io/v1/Cluster").Root["spec"]["postgresql"]["parameters"];
        var secret = Manifest.All.Single(m => m.Name == "identityhost-secrets").Root["spec"]["target"]["template"]["data"];
        var connection = new NpgsqlConnectionStringBuilder($"{secret["ConnectionStrings__IdentityHost"]}");
        var hosts = Autoscaler.Spec.MaxReplicas + Number(Workload.Host.Spec.Strategy.RollingUpdate.MaxSurge);

        // Beside the hosts: migrations, replication, the operator, and somebody with psql.
        const int Others = 30;
        ((hosts * (connection.MaxPoolSize + 1)) + Others).ShouldBeLessThanOrEqualTo(int.Parse($"{cluster["max_connections"]}", CultureInfo.InvariantCulture));
        connection.SslMode.ShouldBe(SslMode.VerifyFull);
    }

    [Fact]
    public void A_commit_waits_for_a_standby_and_a_failover_for_one_that_has_it()
    {
        var cluster = Manifest.All.Single(m => m.Type == "postgresql.cnpg.io/v1/Cluster").Root["spec"];
        int.Parse($"{cluster["instances"]}", CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(3);
        $"{cluster["postgresql"]["synchronous"]["dataDurability"]}".ShouldBe("required");
        $"{cluster["postgresql"]["synchronous"]["failoverQuorum"]}".ShouldBe("true");
        $"{cluster["postgresql"]["parameters"]["synchronous_commit"]}".ShouldBe("on");
    }

    private static IList<V1HTTPIngressPath> IngressPaths =>
        [.. Workload.Objects<V1Ingress>().SelectMany(i => i.Spec.Rules.Single().Http.Paths)];

    private static V2HorizontalPodAutoscaler Autoscaler => Workload.Objects<V2HorizontalPodAutoscaler>().Single();

    private static Workload Find(string name) => Workload.All.Single(w => w.Name == name);

    private static int Number(IntOrString value) => int.Parse(value.Value, CultureInfo.InvariantCulture);

    private static TimeSpan Setting(string name) =>
        TimeSpan.Parse(Workload.Variable(Workload.Host.Spec.Template.Spec.Containers.Single(), name).ShouldNotBeNull(), CultureInfo.InvariantCulture);
}
