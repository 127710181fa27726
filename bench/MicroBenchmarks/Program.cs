using Bench.Micro;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

// In this process, which has started the host and its database: another one would have to build them first.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(12).WithIterationCount(15))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(TargetMethodColumn.Method, StatisticColumn.Mean, StatisticColumn.Error, StatisticColumn.Median)
    .AddColumnProvider(DefaultColumnProviders.Metrics)
    .AddLogger(ConsoleLogger.Default)
    .WithOptions(ConfigOptions.DisableLogFile);
await using var machine = await Machine.StartAsync();
IntrospectionBenchmarks.Machine = machine;
var summary = BenchmarkRunner.Run<IntrospectionBenchmarks>(config, args);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
