using System.Linq.Expressions;
using System.Net;
using System.Net.Mail;
using System.Text.RegularExpressions;
using FluentValidation;
using FluentValidation.Internal;
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

        Between(o => o.Database.Patience, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1));
        Between(o => o.Database.MaxWaiting, 1, 100_000);

        Passport();
        Between(o => o.Grants.RefreshTokenOverlap, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Between(o => o.Grants.Removal.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between(o => o.Grants.Removal.BatchSize, 1, 10_000);

        RuleFor(o => o.Duende.LicenseKey)
            .Must(string.IsNullOrEmpty).When(_ => !CompiledEngine.TakesLicenseKey)
            .WithMessage("IdentityHost:Duende:LicenseKey is of no use: this host runs on the built-in engine, which needs no license.");

        Between(o => o.TokenCache.MaxBytes, 1L << 20, 1L << 34);

        Between(o => o.Limits.Scope, InputLimits.Scope, 49_152);
        Between(o => o.Limits.RequestHeaderBytes, 16_384, 262_144);
        Between(o => o.MaxRequestBodyBytes, 1024, 1_048_576);
        Between(o => o.ShutdownDelay, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Between(o => o.ShutdownTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

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
        Between(o => o.Email.Port, 1, 65535);
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
        Between(o => o.Sessions.Lifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        Between(o => o.Sessions.RemovalInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between(o => o.Sessions.BackChannelLogoutTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
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
        Between(o => o.SignIn.Attempts, 2, 100);
        Between(o => o.SignIn.Pause, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Between(o => o.SignIn.KnownBrowserLifetime, TimeSpan.FromDays(1), TimeSpan.FromDays(400));
    }

    private void Throttling()
    {
        Between(o => o.Throttling.PasswordsAtOnce, 0, 64, "between 1 and 64, or 0 for half of the processors");
        Between(o => o.Throttling.LongestPasswordWait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Between(o => o.Throttling.FormsPerMinute, 10, 1_000_000);
        Between(o => o.Throttling.WrongPasswordsPerMinute, 1, 1_000_000);
        Between(o => o.Throttling.WrongClientSecretsPerMinute, 1, 1_000_000);
    }

    private void ForwardedHeaders()
    {
        RuleForEach(o => o.ForwardedHeaders.KnownProxies)
            .Must(proxy => IPAddress.TryParse(proxy, out _))
            .WithMessage((_, proxy) => Wrong("ForwardedHeaders:KnownProxies", "IP addresses, one an item", proxy));
        RuleForEach(o => o.ForwardedHeaders.KnownNetworks)
            .Must(network => IPNetwork.TryParse(network, out _))
            .WithMessage((_, network) => Wrong("ForwardedHeaders:KnownNetworks", "networks such as 10.0.0.0/8, one an item", network));
        Between(o => o.ForwardedHeaders.ForwardLimit, 1, 10);
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

    /// <param name="value">The setting.</param>
    /// <param name="least">It may be this.</param>
    /// <param name="most">And this.</param>
    /// <param name="allowed">Null: just what lies between them.</param>
    private void Between<T>(Expression<Func<IdentityHostSettings, T>> value, T least, T most, string? allowed = null)
        where T : IComparable<T>, IComparable
    {
        var setting = PropertyChain.FromExpression(value).ToString().Replace('.', ':');
        RuleFor(value).InclusiveBetween(least, most).WithMessage((_, given) => Wrong(setting, allowed ?? $"between {Text(least)} and {Text(most)}", given));
    }

    private bool IsIssuer(string? issuer) =>
        issuer is not null && Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
        && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0
        && !issuer.EndsWith('/') && !issuer.EndsWith('?') && !issuer.EndsWith('#')
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || _environment.IsDevelopment())));

    private static bool IsPrefix(string? prefix) =>
        prefix is not null && PathSegments().IsMatch(prefix)
        && !ReservedSegments.Contains(prefix.Split('/')[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>As one would write it: a time without a tail of zeros.</summary>
    private static string Text<T>(T bound) => bound is TimeSpan { Milliseconds: not 0 } ? $"{bound}".TrimEnd('0') : $"{bound}";

    private static string Wrong(string setting, string allowed, object? value) =>
        $"{IdentityHostSettings.Section}:{setting} must be {allowed}; it is '{value}'.";

    [GeneratedRegex(
        @"^[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PathSegments();

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ScopeToken();
}
