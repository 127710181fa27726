using System.Globalization;
using IdentityHost.Settings;
using IdentityHost.Settings.Reading;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IdentityHost.Tests.Settings;

/// <summary>A wrong setting stops the start, with the setting's name and what is allowed.</summary>
public sealed class SettingsTests
{
    // Never connected to: the start does not get that far.
    private static readonly TestDatabase Nowhere = new("Host=127.0.0.1;Port=1;Database=none", () => Task.CompletedTask);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "IdentityHost:Issuer", "sso.example", "IdentityHost:Issuer must be an absolute https URI" },
        { "IdentityHost:Issuer", "http://sso.example", "IdentityHost:Issuer must be an absolute https URI" },
        { "IdentityHost:Issuer", "https://sso.example/", "IdentityHost:Issuer must be an absolute https URI" },
        { "IdentityHost:Issuer", "https://sso.example?x=1", "IdentityHost:Issuer must be an absolute https URI" },
        { "IdentityHost:SecretsFolder", "/no/such/folder", "IdentityHost:SecretsFolder must be the absolute path of a folder that is there" },
        { "IdentityHost:Passport:Prefix", "", "IdentityHost:Passport:Prefix must be path segments" },
        { "IdentityHost:Passport:Prefix", "/oauth", "IdentityHost:Passport:Prefix must be path segments" },
        { "IdentityHost:Passport:Prefix", "connect", "IdentityHost:Passport:Prefix must be path segments" },
        { "IdentityHost:Passport:IntrospectPrefix", "/api", "IdentityHost:Passport:IntrospectPrefix must be path segments" },
        { "IdentityHost:Passport:TokenPrefix", "health", "IdentityHost:Passport:TokenPrefix must be path segments" },
        { "IdentityHost:Passport:AuthorizePrefix", "", "IdentityHost:Passport:AuthorizePrefix must be path segments" },
        { "IdentityHost:InternalHosts:0", "http://identity", "IdentityHost:InternalHosts must be host names or IP addresses" },
        { "IdentityHost:AccessTokens:Rfc9068", "no", "IdentityHost:AccessTokens:Rfc9068 must be true or false; it is 'no'." },
        { "IdentityHost:Passport:RequiredScopes:0", "two scopes", "IdentityHost:Passport:RequiredScopes must be scopes of RFC 6749 3.3" },
        { "IdentityHost:Passport:NumericIds", "perhaps", "IdentityHost:Passport:NumericIds must be true or false; it is 'perhaps'." },
        { "IdentityHost:Grants:RefreshTokenOverlap", "00:05:01", "IdentityHost:Grants:RefreshTokenOverlap must be between 00:00:00 and 00:05:00" },
        { "IdentityHost:Grants:RefreshTokenOverlap", "-00:00:01", "IdentityHost:Grants:RefreshTokenOverlap must be between 00:00:00 and 00:05:00" },
        { "IdentityHost:Grants:Removal:BatchSize", "0", "IdentityHost:Grants:Removal:BatchSize must be between 1 and 10000; it is '0'." },
        { "IdentityHost:Grants:Removal:BatchSize", "many", "IdentityHost:Grants:Removal:BatchSize must be a whole number; it is 'many'." },
        { "IdentityHost:Database:Patience", "00:00:00.4", "IdentityHost:Database:Patience must be between 00:00:00.5 and 00:01:00" },
        { "IdentityHost:Database:MaxWaiting", "0", "IdentityHost:Database:MaxWaiting must be between 1 and 100000" },
        { "IdentityHost:Grants:Removal:Interval", "00:00:00", "IdentityHost:Grants:Removal:Interval must be between 00:00:01 and 1.00:00:00" },
        { "IdentityHost:Grants:Removal:Interval", "soon", "IdentityHost:Grants:Removal:Interval must be a time span such as 00:01:00; it is 'soon'." },
        { "IdentityHost:MaxRequestBodyBytes", "1", "IdentityHost:MaxRequestBodyBytes must be between 1024 and 1048576" },
        { "IdentityHost:ShutdownDelay", "00:05:01", "IdentityHost:ShutdownDelay must be between 00:00:00 and 00:05:00" },
        { "IdentityHost:ShutdownDelay", "-00:00:01", "IdentityHost:ShutdownDelay must be between 00:00:00 and 00:05:00" },
        { "IdentityHost:ShutdownTimeout", "1.00:00:00", "IdentityHost:ShutdownTimeout must be between 00:00:01 and 00:05:00" },
        { "IdentityHost:SignIn:Attempts", "1", "IdentityHost:SignIn:Attempts must be between 2 and 100; it is '1'." },
        { "IdentityHost:SignIn:Pause", "00:00:59", "IdentityHost:SignIn:Pause must be between 00:01:00 and 1.00:00:00" },
        { "IdentityHost:SignIn:KnownBrowserLifetime", "401.00:00:00", "IdentityHost:SignIn:KnownBrowserLifetime must be between" },
        { "IdentityHost:Throttling:PasswordsAtOnce", "65", "IdentityHost:Throttling:PasswordsAtOnce must be between 1 and 64" },
        { "IdentityHost:Throttling:LongestPasswordWait", "00:01:01", "IdentityHost:Throttling:LongestPasswordWait must be between 00:00:01 and 00:01:00" },
        { "IdentityHost:Throttling:FormsPerMinute", "9", "IdentityHost:Throttling:FormsPerMinute must be between 10 and 1000000" },
        { "IdentityHost:Throttling:WrongPasswordsPerMinute", "0", "IdentityHost:Throttling:WrongPasswordsPerMinute must be between 1 and 1000000" },
        { "IdentityHost:Throttling:WrongClientSecretsPerMinute", "0", "IdentityHost:Throttling:WrongClientSecretsPerMinute must be between 1 and 1000000" },
        { "IdentityHost:ForwardedHeaders:KnownProxies:0", "proxy", "IdentityHost:ForwardedHeaders:KnownProxies must be IP addresses" },
        { "IdentityHost:ForwardedHeaders:KnownProxies", "10.0.0.1", "IdentityHost:ForwardedHeaders:KnownProxies must be a list" },
        { "IdentityHost:ForwardedHeaders:KnownNetworks:0", "10.0.0.0/33", "IdentityHost:ForwardedHeaders:KnownNetworks must be networks" },
        { "IdentityHost:ForwardedHeaders:ForwardLimit", "0", "IdentityHost:ForwardedHeaders:ForwardLimit must be between 1 and 10" },
        { "IdentityHost:DataProtection:ApplicationName", "", "IdentityHost:DataProtection:ApplicationName must be a text" },
        { "IdentityHost:DataProtection:AllowUnprotectedKeys", "false", "IdentityHost:DataProtection:Certificate:Path is required outside Development" },
        { "IdentityHost:DataProtection:Certificate:Path", "/nowhere.pfx", "IdentityHost:DataProtection:Certificate:Path must be a readable PKCS#12 file" },
        { "IdentityHost:DataProtection:FormerCertificates:0:Path", "/nowhere.pfx", "IdentityHost:DataProtection:FormerCertificates:0:Path must be" },
        { "IdentityHost:Email:From", "nobody", "IdentityHost:Email:From must be a mail address" },
        { "IdentityHost:Email:From", "a@example.com", "IdentityHost:Email:From needs either IdentityHost:Email:Host" },
        { "IdentityHost:Email:Port", "0", "IdentityHost:Email:Port must be between 1 and 65535" },
        { "IdentityHost:Email:UserName", "sender", "IdentityHost:Email:UserName and IdentityHost:Email:Password go together" },
        { "IdentityHost:Email:PickupFolder", "mail", "IdentityHost:Email:PickupFolder must be the absolute path of a folder that is there" },
        { "IdentityHost:SignUp:Enabled", "true", "IdentityHost:SignUp:Enabled needs IdentityHost:Email:From" },
        { "IdentityHost:Pasport:Prefix", "x", "IdentityHost:Pasport is not a setting; allowed here: SecretsFolder, Issuer, Passport" },
        { "IdentityHost:Passport", "x", "IdentityHost:Passport must be a section" },
        { "ConnectionStrings:IdentityHost", "", "ConnectionStrings:IdentityHost is required" },
        { "ConnectionStrings:IdentityHost", "Hots=x;Password=geheim", "ConnectionStrings:IdentityHost must be an Npgsql connection string" },
        { "ConnectionStrings:IdentityHost", "Host=db;Port=99999999999", "ConnectionStrings:IdentityHost must be an Npgsql connection string" },
        { "ConnectionStrings:IdentityHost", "Host=db;Multiplexing=true;Pooling=false", "ConnectionStrings:IdentityHost must be an Npgsql connection string" },
        { "ConnectionStrings:IdentityHost", "Host=db;Maximum Pool Size=1", "ConnectionStrings:IdentityHost must have a Maximum Pool Size of at least 2" },
        { "ConnectionStrings:IdentityHostNotifications", "nonsense", "ConnectionStrings:IdentityHostNotifications must be an Npgsql connection string" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_setting_stops_the_start(string setting, string value, string message)
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(Nowhere, settings =>
        {
            settings["environment"] = "Production";
            settings["IdentityHost:DataProtection:AllowUnprotectedKeys"] = "true";
            settings[setting] = value;
        }));

        exception.Failures.ShouldContain(f => f.Contains(message));
        exception.Message.ShouldNotContain("geheim");
    }

    [Fact]
    public async Task Mail_needs_an_issuer_in_Development_as_well()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(Nowhere, settings =>
        {
            settings["IdentityHost:Email:From"] = "a@example.com";
            settings["IdentityHost:Email:Host"] = "localhost";
        }));

        exception.Failures.ShouldHaveSingleItem().ShouldStartWith("IdentityHost:Issuer is required with IdentityHost:Email:From");
    }

    [Fact]
    [EngineDifference("Duende takes a license key.")]
    public async Task A_license_key_for_the_built_in_engine_stops_the_start()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(
            () => TestHost.StartAsync(Nowhere, settings => settings["IdentityHost:Duende:LicenseKey"] = "geheim"));

        exception.Failures.ShouldBe(["IdentityHost:Duende:LicenseKey is of no use: this host runs on the built-in engine, which needs no license."]);
    }

    /// <summary>As a compose file has it whose variable isn't set.</summary>
    [Fact]
    public async Task An_empty_license_key_is_none()
    {
        await using var host = await TestHost.StartAsync(Nowhere, settings => settings["IdentityHost:Duende:LicenseKey"] = "");

        (await host.Client.GetAsync("/health/live")).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", 2, 2, "IdentityHost")]
    [InlineData(";Timeout=7;CommandTimeout=8;Application Name=mine", 7, 8, "mine")]
    public void Connections_wait_less_than_the_drivers_defaults_unless_the_connection_string_says_otherwise(
        string given, int timeout, int commandTimeout, string applicationName)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:IdentityHost", "Host=db;Password=geheim" + given)])
            .Build();

        var connection = new NpgsqlConnectionStringBuilder(ConnectionStrings.ForRequests(configuration));

        (connection.Host, connection.Password).ShouldBe(("db", "geheim"));
        (connection.Timeout, connection.CommandTimeout, connection.ApplicationName).ShouldBe((timeout, commandTimeout, applicationName));
        new NpgsqlConnectionStringBuilder(ConnectionStrings.ForNotifications(configuration)).Timeout.ShouldBe(timeout);
    }

    /// <summary>A standby does not know yet what was just revoked.</summary>
    [Theory]
    [InlineData("db", null)]
    [InlineData("db1,db2", "primary")]
    [InlineData("db1,db2;Target Session Attributes=read-write", "read-write")]
    public void Of_several_hosts_the_primary_is_asked(string hosts, string? expected)
    {
        var main = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:IdentityHost", "Host=" + hosts)]).Build();
        var own = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:IdentityHostNotifications", "Host=" + hosts)]).Build();

        string[] all = [ConnectionStrings.ForRequests(main), ConnectionStrings.ForNotifications(main), ConnectionStrings.ForNotifications(own)];

        all.Select(text => new NpgsqlConnectionStringBuilder(text).TargetSessionAttributes).ShouldAllBe(which => which == expected);
    }

    [Theory]
    [InlineData("Production", null, "00:00:05")]
    [InlineData("Production", "00:00:10", "00:00:10")]
    [InlineData("Development", null, "00:00:00")]
    [InlineData("Development", "00:00:01", "00:00:01")]
    public void Outside_Development_balancers_get_time_to_hear_of_a_stop(string environment, string? given, string expected)
    {
        var configuration = new ConfigurationBuilder();
        if (given is not null)
            configuration.AddInMemoryCollection([new("IdentityHost:ShutdownDelay", given)]);
        var options = new IdentityHostSettings();

        new ConfigureIdentityHostSettings(configuration.Build(), new HostingEnvironment { EnvironmentName = environment }).Configure(options);

        options.ShutdownDelay.ShouldBe(TimeSpan.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Every_wrong_setting_is_told_at_once()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() => TestHost.StartAsync(Nowhere, settings =>
        {
            settings["IdentityHost:Grants:Removal:BatchSize"] = "0";
            settings["IdentityHost:ShutdownTimeout"] = "00:00:00";
        }));

        exception.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_process_ends_with_code_1_one_line_a_failure_and_no_stack_trace()
    {
        var end = await HostProcess.RunToEndAsync(new()
        {
            ["ConnectionStrings__IdentityHost"] = "Host=127.0.0.1;Port=1",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["IdentityHost__Passport__Prefix"] = "/",
        });

        end.ExitCode.ShouldBe(1);
        end.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single().ShouldStartWith("The host can't start: IdentityHost:Passport:Prefix must be");
        end.Output.ShouldBeEmpty();
    }
}
