namespace IdentityHost.Settings;

/// <summary>
/// The settings of the host: section <c>IdentityHost</c> of the configuration, as environment variables <c>IdentityHost__Issuer</c> and so
/// on. A wrong or unknown setting stops the start with its name and what is allowed.
/// </summary>
public sealed class IdentityHostSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "IdentityHost";

    /// <summary>The connection string's name: <c>ConnectionStrings:IdentityHost</c>, required.</summary>
    public const string ConnectionStringName = "IdentityHost";

    /// <summary>
    /// The connection string for the one listening connection (<c>ConnectionStrings:IdentityHostNotifications</c>), where the other one
    /// leads through a pooler in transaction mode. Default: the other one.
    /// </summary>
    public const string NotificationsConnectionStringName = "IdentityHostNotifications";

    /// <summary>
    /// A folder of files that are settings, read at the start: the name of each is the setting's (<c>ConnectionStrings__IdentityHost</c>), its
    /// content the value, without a line ending at its end. An absolute path. Default: none.
    /// </summary>
    public string? SecretsFolder { get; set; }

    /// <summary>
    /// The issuer identifier (RFC 8414 2): an absolute https URI without query, fragment and trailing slash (http on loopback or in
    /// Development). The same on every host of a database. Required outside Development; there the default is the scheme and host of each
    /// request.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The Passport introspection surface.</summary>
    public PassportSettings Passport { get; set; } = new();

    /// <summary>When a request gives the database up.</summary>
    public DatabaseSettings Database { get; set; } = new();

    /// <summary>How clients and APIs show who they are.</summary>
    public ClientAuthenticationSettings ClientAuthentication { get; set; } = new();

    /// <summary>How long what is sent may be.</summary>
    public LimitsSettings Limits { get; set; } = new();

    /// <summary>Grants: tokens, codes.</summary>
    public GrantSettings Grants { get; set; } = new();

    /// <summary>What access tokens say.</summary>
    public AccessTokenSettings AccessTokens { get; set; } = new();

    /// <summary>What is remembered of access tokens.</summary>
    public TokenCacheSettings TokenCache { get; set; } = new();

    /// <summary>People's sessions.</summary>
    public SessionSettings Sessions { get; set; } = new();

    /// <summary>Encryption at rest.</summary>
    public DataProtectionSettings DataProtection { get; set; } = new();

    /// <summary>What only Duende IdentityServer needs.</summary>
    public DuendeSettings Duende { get; set; } = new();

    /// <summary>How mail is sent: without it nobody can choose a new password for one that they forgot, or sign up.</summary>
    public MailSettings Email { get; set; } = new();

    /// <summary>Whether people can make themselves an account.</summary>
    public SignUpSettings SignUp { get; set; } = new();

    /// <summary>How people sign in, and how they are kept from being guessed at.</summary>
    public SignInSettings SignIn { get; set; } = new();

    /// <summary>How much one sender may ask for.</summary>
    public ThrottlingSettings Throttling { get; set; } = new();

    /// <summary>Which proxies may say who the client is.</summary>
    public ForwardedHeadersSettings ForwardedHeaders { get; set; } = new();

    /// <summary>
    /// Further names under which requests may come where an issuer is configured: names or addresses by which machines of a deployer's own network ask,
    /// without scheme and port. Answers tell the issuer's address all the same. Default none: a request under another name than the issuer's is refused.
    /// </summary>
    public IList<string> InternalHosts { get; } = [];

    /// <summary>Largest request body in bytes, 1024 to 1048576 (RFC 9110 15.5.14: beyond it 413). Default 65536.</summary>
    public int MaxRequestBodyBytes { get; set; } = 65536;

    /// <summary>
    /// How long the host goes on answering once it is told to stop, zero to 5 minutes. It is not ready meanwhile, so that balancers send requests
    /// elsewhere before it stops listening. Default 5 seconds, in Development zero.
    /// </summary>
    public TimeSpan ShutdownDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests in flight may take once the host stops listening, 1 second to 5 minutes. Default 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
