namespace IdentityHost.Tests.Contract;

/// <summary>
/// The folders of each project from the floor up: a folder uses those before it in the list, and itself. CONTRIBUTING draws it and says
/// where a new thing goes. A new folder comes right after the last of those that it uses.
/// </summary>
internal static class Layers
{
    /// <summary>Of IdentityHost.</summary>
    public static readonly IReadOnlyList<string> OfHost =
    [
        "Extensibility",
        "Localization",
        "Engine",
        "Settings",
        "Settings/Reading",
        "Outcomes",
        "Http",
        "Logging",
        "Data/Availability",
        "Data",
        "Mail",
        "AccessTokens",
        "Memory",
        "RequestState",
        "Coherence",
        "Configuration",
        "BrowserApplications",
        "Protection",
        "Starting",
        "SigningKeys",
        "Throttling",
        "Throttling/Clients",
        "ClientAuthentication",
        "Addresses",
        "Discovery",
        "Grants",
        "Sessions",
        "Sessions/Admin",
        "Cookies",
        "Users/Accounts",
        "Users/Notices",
        "Users/Passwords",
        "Users/SignIn",
        "Users/Links",
        "Users/TwoFactor",
        "Users/Passkeys",
        "Users/Reauthentication",
        "Users",
        "Stores",
        "InactiveTokens",
        "Introspection",
        "Passport",
        "Pages/Shared",
        "Pages/Account",
        "Pages/Manage",
        "Pages",
        "Health",
        "Stopping",
        "Telemetry",
        "Pipeline",
        "OnDuende",
        "Composition",
        "",
    ];

    /// <summary>Of the migrations program.</summary>
    public static readonly IReadOnlyList<string> OfMigrations =
    [
        "Outcomes",
        "Database",
        "Reporting",
        "Schema",
        "Seeding/Yaml",
        "Seeding/Secrets",
        "Seeding/Model",
        "Seeding/Problems",
        "Seeding/Files",
        "Seeding/State",
        "Seeding/Validation",
        "Seeding/Reading",
        "Seeding/Planning",
        "Seeding/Writing",
        "Seeding",
        "Users",
        "Commands",
        "",
    ];

    /// <summary>
    /// Of the built-in engine. Its public types are Duende's contract, whose namespaces use one another (a context of Models holds a result of Validation),
    /// so that only uses of internal types are looked at.
    /// </summary>
    public static readonly IReadOnlyList<string> OfEngine =
    [
        "", "Models", "Stores", "Events", "Services", "Extensions", "Validation", "ResponseHandling", "Endpoints", "Hosting", "EntityFramework",
        "Configuration",
    ];
}
