using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;
using FluentValidation;
using IdentityHost.Engine;

namespace IdentityHost.Settings.Reading;

/// <summary>What each setting may be. Every message names the setting and what is allowed.</summary>
internal sealed partial class IdentityHostSettingsValidator : AbstractValidator<IdentityHostSettings>
{
    private static readonly string[] ReservedSegments = ["connect", ".well-known", "health", "account", "admin", "consent", "device", "manage", "error", "passport"];

    private readonly IHostEnvironment _environment;

    public IdentityHostSettingsValidator(IHostEnvironment environment)
    {
        _environment = environment;

        RuleFor(o => o.Issuer)
            .NotNull().When(_ => !_environment.IsDevelopment())
            .WithMessage("IdentityHost:Issuer is required outside Development: the https URI under which everybody knows this server.");
        RuleFor(o => o.Issuer)
            .Must(IsIssuer).When(o => o.Issuer is not null)
            .WithMessage(o => Wrong(
                "Issuer",
                "an absolute https URI without query, fragment and trailing slash (http on loopback or in Development)",
                o.Issuer));

        RuleForEach(o => o.InternalHosts)
            .Must(name => name is not null && Uri.CheckHostName(name.Trim('[', ']')) != UriHostNameType.Unknown)
            .WithMessage((_, name) => Wrong("InternalHosts", "host names or IP addresses without scheme and port, one an item", name));

        RuleFor(o => o.Database.Patience)
            .InclusiveBetween(TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1))
            .WithMessage(o => Wrong("Database:Patience", "between 00:00:00.5 and 00:01:00", o.Database.Patience));
        RuleFor(o => o.Database.MaxWaiting)
            .InclusiveBetween(1, 100_000)
            .WithMessage(o => Wrong("Database:MaxWaiting", "between 1 and 100000", o.Database.MaxWaiting));

        Passport();
        RuleFor(o => o.Grants.RefreshTokenOverlap)
            .InclusiveBetween(TimeSpan.Zero, TimeSpan.FromMinutes(5))
            .WithMessage(o => Wrong("Grants:RefreshTokenOverlap", "between 00:00:00 and 00:05:00", o.Grants.RefreshTokenOverlap));
        RuleFor(o => o.Grants.Removal.Interval)
            .InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            .WithMessage(o => Wrong("Grants:Removal:Interval", "between 00:00:01 and 1.00:00:00", o.Grants.Removal.Interval));
        RuleFor(o => o.Grants.Removal.BatchSize)
            .InclusiveBetween(1, 10_000)
            .WithMessage(o => Wrong("Grants:Removal:BatchSize", "between 1 and 10000", o.Grants.Removal.BatchSize));

        RuleFor(o => o.Duende.LicenseKey)
            .Must(string.IsNullOrEmpty).When(_ => !CompiledEngine.TakesLicenseKey)
            .WithMessage("IdentityHost:Duende:LicenseKey is of no use: this host runs on the built-in engine, which needs no license.");

        RuleFor(o => o.TokenCache.MaxBytes)
            .InclusiveBetween(1L << 20, 1L << 34)
            .WithMessage(o => Wrong("TokenCache:MaxBytes", "between 1048576 and 17179869184", o.TokenCache.MaxBytes));

        RuleFor(o => o.Limits.Scope)
            .InclusiveBetween(InputLimits.Scope, 49_152)
            .WithMessage(o => Wrong("Limits:Scope", "between 8192 and 49152", o.Limits.Scope));
        RuleFor(o => o.Limits.RequestHeaderBytes)
            .InclusiveBetween(16_384, 262_144)
            .WithMessage(o => Wrong("Limits:RequestHeaderBytes", "between 16384 and 262144", o.Limits.RequestHeaderBytes));
        RuleFor(o => o.MaxRequestBodyBytes)
            .InclusiveBetween(1024, 1_048_576)
            .WithMessage(o => Wrong("MaxRequestBodyBytes", "between 1024 and 1048576", o.MaxRequestBodyBytes));
        RuleFor(o => o.ShutdownDelay)
            .InclusiveBetween(TimeSpan.Zero, TimeSpan.FromMinutes(5))
            .WithMessage(o => Wrong("ShutdownDelay", "between 00:00:00 and 00:05:00", o.ShutdownDelay));
        RuleFor(o => o.ShutdownTimeout)
            .InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5))
            .WithMessage(o => Wrong("ShutdownTimeout", "between 00:00:01 and 00:05:00", o.ShutdownTimeout));

        Email();
        Sessions();
        SignIn();
        Throttling();
        ForwardedHeaders();
        DataProtection();
    }

    private void Passport()
    {
        Prefix("Prefix", o => o.Passport.Prefix);
        Prefix("TokenPrefix", o => o.Passport.TokenPrefix ?? o.Passport.Prefix);
        Prefix("AuthorizePrefix", o => o.Passport.AuthorizePrefix ?? o.Passport.Prefix);
        Prefix("IntrospectPrefix", o => o.Passport.IntrospectPrefix ?? o.Passport.Prefix);
        RuleForEach(o => o.Passport.RequiredScopes)
            .Must(scope => scope is not null && ScopeToken().IsMatch(scope))
            .WithMessage((_, scope) => Wrong("Passport:RequiredScopes", "scopes of RFC 6749 3.3, one an item", scope));

        void Prefix(string setting, Func<IdentityHostSettings, string?> value) => RuleFor(o => o)
            .Must(o => IsPrefix(value(o))).When(o => setting == "Prefix" || value(o) != o.Passport.Prefix)
            .WithMessage(o => Wrong(
                "Passport:" + setting,
                "path segments of letters, digits, '-', '.', '_' or '~' such as oauth or api/oauth, not starting with "
                    + string.Join(", ", ReservedSegments),
                value(o)));
    }

    private void Email()
    {
        RuleFor(o => o.Email.From)
            .Must(from => MailAddress.TryCreate(from, out _) && MimeKit.MailboxAddress.TryParse(from, out _)).When(o => o.Email.IsEnabled)
            .WithMessage(o => Wrong("Email:From", "a mail address such as no-reply@example.com", o.Email.From));
        RuleFor(o => o.Email)
            .Must(e => string.IsNullOrEmpty(e.Host) != string.IsNullOrEmpty(e.PickupFolder)).When(o => o.Email.IsEnabled)
            .WithMessage("IdentityHost:Email:From needs either IdentityHost:Email:Host, an SMTP server, or IdentityHost:Email:PickupFolder, a folder.");
        RuleFor(o => o.Issuer)
            .NotNull().When(o => o.Email.IsEnabled)
            .WithMessage("IdentityHost:Issuer is required with IdentityHost:Email:From: the links in mails begin with it.");
        RuleFor(o => o.Email.Port)
            .InclusiveBetween(1, 65535)
            .WithMessage(o => Wrong("Email:Port", "between 1 and 65535", o.Email.Port));
        RuleFor(o => o.Email)
            .Must(e => string.IsNullOrEmpty(e.UserName) == string.IsNullOrEmpty(e.Password))
            .WithMessage("IdentityHost:Email:UserName and IdentityHost:Email:Password go together.");
        RuleFor(o => o.Email.PickupFolder)
            .Must(folder => Path.IsPathFullyQualified(folder!) && Directory.Exists(folder)).When(o => !string.IsNullOrEmpty(o.Email.PickupFolder))
            .WithMessage(o => Wrong("Email:PickupFolder", "the absolute path of a folder that is there", o.Email.PickupFolder));
        RuleFor(o => o.SignUp.Enabled)
            .Must(enabled => !enabled).When(o => !o.Email.IsEnabled)
            .WithMessage("IdentityHost:SignUp:Enabled needs IdentityHost:Email:From: people who sign up confirm their address.");
    }

    private void Sessions()
    {
        RuleFor(o => o.Sessions.Lifetime)
            .InclusiveBetween(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365))
            .WithMessage(o => Wrong("Sessions:Lifetime", "between 00:01:00 and 365.00:00:00", o.Sessions.Lifetime));
        RuleFor(o => o.Sessions.RemovalInterval)
            .InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
            .WithMessage(o => Wrong("Sessions:RemovalInterval", "between 00:00:01 and 1.00:00:00", o.Sessions.RemovalInterval));
        RuleFor(o => o.Sessions.BackChannelLogoutTimeout)
            .InclusiveBetween(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1))
            .WithMessage(o => Wrong("Sessions:BackChannelLogoutTimeout", "between 00:00:00.1 and 00:01:00", o.Sessions.BackChannelLogoutTimeout));
        RuleFor(o => o.Sessions.ReadScope)
            .Must(scope => scope is not null && ScopeToken().IsMatch(scope))
            .WithMessage(o => Wrong("Sessions:ReadScope", "a scope of RFC 6749 3.3", o.Sessions.ReadScope));
        RuleFor(o => o.Sessions.EndScope)
            .Must(scope => scope is not null && ScopeToken().IsMatch(scope))
            .WithMessage(o => Wrong("Sessions:EndScope", "a scope of RFC 6749 3.3", o.Sessions.EndScope));
        RuleFor(o => o.Sessions.AdminScope)
            .Must(scope => string.IsNullOrEmpty(scope) || ScopeToken().IsMatch(scope))
            .WithMessage(o => Wrong("Sessions:AdminScope", "a scope of RFC 6749 3.3, or empty", o.Sessions.AdminScope));
    }

    private void SignIn()
    {
        RuleFor(o => o.SignIn.Attempts)
            .InclusiveBetween(2, 100)
            .WithMessage(o => Wrong("SignIn:Attempts", "between 2 and 100", o.SignIn.Attempts));
        RuleFor(o => o.SignIn.Pause)
            .InclusiveBetween(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1))
            .WithMessage(o => Wrong("SignIn:Pause", "between 00:01:00 and 1.00:00:00", o.SignIn.Pause));
        RuleFor(o => o.SignIn.KnownBrowserLifetime)
            .InclusiveBetween(TimeSpan.FromDays(1), TimeSpan.FromDays(400))
            .WithMessage(o => Wrong("SignIn:KnownBrowserLifetime", "between 1.00:00:00 and 400.00:00:00", o.SignIn.KnownBrowserLifetime));
    }

    private void Throttling()
    {
        RuleFor(o => o.Throttling.PasswordsAtOnce)
            .InclusiveBetween(0, 64)
            .WithMessage(o => Wrong("Throttling:PasswordsAtOnce", "between 1 and 64, or 0 for half of the processors", o.Throttling.PasswordsAtOnce));
        RuleFor(o => o.Throttling.LongestPasswordWait)
            .InclusiveBetween(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))
            .WithMessage(o => Wrong("Throttling:LongestPasswordWait", "between 00:00:01 and 00:01:00", o.Throttling.LongestPasswordWait));
        RuleFor(o => o.Throttling.FormsPerMinute)
            .InclusiveBetween(10, 1_000_000)
            .WithMessage(o => Wrong("Throttling:FormsPerMinute", "between 10 and 1000000", o.Throttling.FormsPerMinute));
        RuleFor(o => o.Throttling.WrongPasswordsPerMinute)
            .InclusiveBetween(1, 1_000_000)
            .WithMessage(o => Wrong("Throttling:WrongPasswordsPerMinute", "between 1 and 1000000", o.Throttling.WrongPasswordsPerMinute));
        RuleFor(o => o.Throttling.WrongClientSecretsPerMinute)
            .InclusiveBetween(1, 1_000_000)
            .WithMessage(o => Wrong("Throttling:WrongClientSecretsPerMinute", "between 1 and 1000000", o.Throttling.WrongClientSecretsPerMinute));
    }

    private void ForwardedHeaders()
    {
        RuleForEach(o => o.ForwardedHeaders.KnownProxies)
            .Must(proxy => IPAddress.TryParse(proxy, out _))
            .WithMessage((_, proxy) => Wrong("ForwardedHeaders:KnownProxies", "IP addresses, one an item", proxy));
        RuleForEach(o => o.ForwardedHeaders.KnownNetworks)
            .Must(network => IPNetwork.TryParse(network, out _))
            .WithMessage((_, network) => Wrong("ForwardedHeaders:KnownNetworks", "networks such as 10.0.0.0/8, one an item", network));
        RuleFor(o => o.ForwardedHeaders.ForwardLimit)
            .InclusiveBetween(1, 10)
            .WithMessage(o => Wrong("ForwardedHeaders:ForwardLimit", "between 1 and 10", o.ForwardedHeaders.ForwardLimit));
    }

    private void DataProtection()
    {
        RuleFor(o => o.DataProtection.ApplicationName)
            .NotEmpty()
            .WithMessage("IdentityHost:DataProtection:ApplicationName must be a text that is not empty.");
        RuleFor(o => o.DataProtection)
            .Must(d => _environment.IsDevelopment() || d.Certificate is not null || d.AllowUnprotectedKeys)
            .WithMessage(
                "IdentityHost:DataProtection:Certificate:Path is required outside Development: a PKCS#12 file, or PEM with Certificate:KeyPath. "
                + "To store the keys unencrypted, set IdentityHost:DataProtection:AllowUnprotectedKeys to true; every start then warns.");
    }

    private bool IsIssuer(string? issuer) =>
        issuer is not null && Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && !issuer.EndsWith('/') && !issuer.EndsWith('?') && !issuer.EndsWith('#')
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || _environment.IsDevelopment())));

    private static bool IsPrefix(string? prefix) =>
        prefix is not null && PathSegments().IsMatch(prefix)
        && !ReservedSegments.Contains(prefix.Split('/')[0], StringComparer.OrdinalIgnoreCase);

    private static string Wrong(string setting, string allowed, object? value) =>
        $"{IdentityHostSettings.Section}:{setting} must be {allowed}; it is '{value}'.";

    [GeneratedRegex(
        @"^[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathSegments();

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ScopeToken();
}
