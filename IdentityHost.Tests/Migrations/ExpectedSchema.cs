namespace IdentityHost.Tests.Migrations;

/// <summary>
/// The schema as facts, in a shorthand: `!` is "not null". The tables of configuration and operational data are those that Duende
/// IdentityServer 8 works on; they were read off a database of its own, and don't follow what the migrations happen to create.
/// </summary>
internal static class ExpectedSchema
{
    /// <summary>Tables that both engines use.</summary>
    internal const string Tables = """
        ApiResourceClaims: Id integer!, ApiResourceId integer!, Type varchar(200)!
        ApiResourceProperties: Id integer!, ApiResourceId integer!, Key varchar(250)!, Value varchar(2000)!
        ApiResourceScopes: Id integer!, Scope varchar(200)!, ApiResourceId integer!
        ApiResourceSecrets: Id integer!, ApiResourceId integer!, Description varchar(1000), Value varchar(4000)!, Expiration timestamptz, Type varchar(250)!, Created timestamptz!
        ApiResources: Id integer!, Enabled boolean!, Name varchar(200)!, DisplayName varchar(200), Description varchar(1000), AllowedAccessTokenSigningAlgorithms varchar(100), ShowInDiscoveryDocument boolean!, RequireResourceIndicator boolean!, Created timestamptz!, Updated timestamptz, LastAccessed timestamptz, NonEditable boolean!
        ApiScopeClaims: Id integer!, ScopeId integer!, Type varchar(200)!
        ApiScopeProperties: Id integer!, ScopeId integer!, Key varchar(250)!, Value varchar(2000)!
        ApiScopes: Id integer!, Enabled boolean!, Name varchar(200)!, DisplayName varchar(200), Description varchar(1000), Required boolean!, Emphasize boolean!, ShowInDiscoveryDocument boolean!, Created timestamptz!, Updated timestamptz, LastAccessed timestamptz, NonEditable boolean!
        ClientClaims: Id integer!, Type varchar(250)!, Value varchar(250)!, ClientId integer!
        ClientCorsOrigins: Id integer!, Origin varchar(150)!, ClientId integer!
        ClientGrantTypes: Id integer!, GrantType varchar(250)!, ClientId integer!
        ClientIdPRestrictions: Id integer!, Provider varchar(200)!, ClientId integer!
        ClientPostLogoutRedirectUris: Id integer!, PostLogoutRedirectUri varchar(400)!, ClientId integer!
        ClientProperties: Id integer!, ClientId integer!, Key varchar(250)!, Value varchar(2000)!
        ClientRedirectUris: Id integer!, RedirectUri varchar(400)!, ClientId integer!
        ClientScopes: Id integer!, Scope varchar(200)!, ClientId integer!
        ClientSecrets: Id integer!, ClientId integer!, Description varchar(2000), Value varchar(4000)!, Expiration timestamptz, Type varchar(250)!, Created timestamptz!
        Clients: Id integer!, Enabled boolean!, ClientId varchar(200)!, ProtocolType varchar(200)!, RequireClientSecret boolean!, ClientName varchar(200), Description varchar(1000), ClientUri varchar(2000), LogoUri varchar(2000), RequireConsent boolean!, AllowRememberConsent boolean!, AlwaysIncludeUserClaimsInIdToken boolean!, RequirePkce boolean!, AllowPlainTextPkce boolean!, RequireRequestObject boolean!, AllowAccessTokensViaBrowser boolean!, RequireDPoP boolean!, DPoPValidationMode integer!, DPoPClockSkew interval!, FrontChannelLogoutUri varchar(2000), FrontChannelLogoutSessionRequired boolean!, BackChannelLogoutUri varchar(2000), BackChannelLogoutSessionRequired boolean!, AllowOfflineAccess boolean!, IdentityTokenLifetime integer!, AllowedIdentityTokenSigningAlgorithms varchar(100), AccessTokenLifetime integer!, AuthorizationCodeLifetime integer!, ConsentLifetime integer, AbsoluteRefreshTokenLifetime integer!, SlidingRefreshTokenLifetime integer!, RefreshTokenUsage integer!, UpdateAccessTokenClaimsOnRefresh boolean!, RefreshTokenExpiration integer!, AccessTokenType integer!, EnableLocalLogin boolean!, IncludeJwtId boolean!, AlwaysSendClientClaims boolean!, ClientClaimsPrefix varchar(200), PairWiseSubjectSalt varchar(200), InitiateLoginUri varchar(2000), UserSsoLifetime integer, UserCodeType varchar(100), DeviceCodeLifetime integer!, CibaLifetime integer, PollingInterval integer, CoordinateLifetimeWithUserSession boolean, Created timestamptz!, Updated timestamptz, LastAccessed timestamptz, NonEditable boolean!, PushedAuthorizationLifetime integer, RequirePushedAuthorization boolean!
        DeviceCodes: UserCode varchar(200)!, DeviceCode varchar(200)!, SubjectId varchar(200), SessionId varchar(100), ClientId varchar(200)!, Description varchar(200), CreationTime timestamptz!, Expiration timestamptz!, Data varchar(50000)!
        IdentityProviders: Id integer!, Scheme varchar(200)!, DisplayName varchar(200), Enabled boolean!, Type varchar(20)!, Properties text, Created timestamptz!, Updated timestamptz, LastAccessed timestamptz, NonEditable boolean!
        IdentityResourceClaims: Id integer!, IdentityResourceId integer!, Type varchar(200)!
        IdentityResourceProperties: Id integer!, IdentityResourceId integer!, Key varchar(250)!, Value varchar(2000)!
        IdentityResources: Id integer!, Enabled boolean!, Name varchar(200)!, DisplayName varchar(200), Description varchar(1000), Required boolean!, Emphasize boolean!, ShowInDiscoveryDocument boolean!, Created timestamptz!, Updated timestamptz, NonEditable boolean!
        Keys: Id text!, Version integer!, Created timestamptz!, Use text, Algorithm varchar(100)!, IsX509Certificate boolean!, DataProtected boolean!, Data text!
        PersistedGrants: Id bigint!, Key varchar(200), Type varchar(50)!, SubjectId varchar(200), SessionId varchar(100), ClientId varchar(200)!, Description varchar(200), CreationTime timestamptz!, Expiration timestamptz, ConsumedTime timestamptz, Data varchar(50000)!
        PushedAuthorizationRequests: Id bigint!, ReferenceValueHash varchar(64)!, ExpiresAtUtc timestamptz!, Parameters text!
        SamlAllowedScopes: Id integer!, Scope varchar(200)!, SamlServiceProviderId integer!
        SamlAssertionConsumerServices: Id integer!, Location varchar(400)!, Binding varchar(200)!, Index integer!, IsDefault boolean!, SamlServiceProviderId integer!
        SamlAuthnContextMappings: Id integer!, OidcValue varchar(250)!, SamlAuthnContextClassRef varchar(500)!, SamlServiceProviderId integer!
        SamlCertificates: Id integer!, Data varchar(4000)!, Use integer!, SamlServiceProviderId integer!
        SamlClaimMappings: Id integer!, ClaimType varchar(250)!, SamlAttributeName varchar(250)!, SamlServiceProviderId integer!
        SamlLogoutSessionRequestIndices: Id bigint!, RequestId varchar(200)!, SamlLogoutSessionId bigint!
        SamlLogoutSessions: Id bigint!, LogoutId varchar(200)!, SerializedSession text!, ExpiresAtUtc timestamptz!, Version bigint!
        SamlRequestedClaimTypes: Id integer!, ClaimType varchar(250)!, SamlServiceProviderId integer!
        SamlServiceProviders: Id integer!, EntityId varchar(200)!, DisplayName varchar(200), Description varchar(1000), Enabled boolean!, ClockSkewSeconds double precision, RequestMaxAgeSeconds double precision, AssertionLifetimeSeconds double precision, RequireSignedAuthnRequests boolean, RequireSignedLogoutResponses boolean, AllowIdpInitiated boolean!, DefaultNameIdFormat varchar(2000), EmailNameIdClaimType varchar(200), SigningBehavior integer, AllowedSignatureAlgorithms text[], Created timestamptz!, Updated timestamptz, LastAccessed timestamptz, NonEditable boolean!
        SamlSigninStates: Id bigint!, StateId uuid!, SerializedState text!, ExpiresAtUtc timestamptz!, ServiceProviderEntityId varchar(200)!
        SamlSingleLogoutServices: Id integer!, Location varchar(400)!, Binding varchar(200)!, SamlServiceProviderId integer!
        ServerSideSessions: Id bigint!, Key varchar(100)!, Scheme varchar(100)!, SubjectId varchar(100)!, SessionId varchar(100), DisplayName varchar(100), Created timestamptz!, Renewed timestamptz!, Expires timestamptz, Data text!
        """;

    /// <summary>Tables of the host's own.</summary>
    internal const string HostTables = """
        DataProtectionCanary: Id smallint!, Payload text!
        DataProtectionKeys: Id integer!, FriendlyName text, Xml text!
        Deployment: Id smallint!, Issuer varchar(2000)!
        DeviceCodePolls: DeviceCode varchar(200)!, LastPoll timestamptz!, Interval integer!
        GrantFamilies: Id uuid!, Key varchar(200)!, SubjectId varchar(200), SessionId varchar(100), ClientId varchar(200)!, Expiration timestamptz!, RevokedTime timestamptz
        GrantFamilyMembers: Key varchar(200)!, FamilyId uuid!, Type varchar(50)!, Expiration timestamptz!
        NodeAcknowledgements: AnnouncementId uuid!, NodeId uuid!, Time timestamptz!
        NodeLeases: NodeId uuid!, Counter bigint!, Formats smallint!
        RevokedTokenIds: TokenId varchar(200)!, Expiration timestamptz!
        SchemaCompatibility: MigrationId varchar(150)!, OldestHost varchar(150)!
        SeedHistory: Number integer!, Name varchar(200)!, Checksum varchar(64)!, AppliedAt timestamptz!
        SignInAttempts: UserId text!, Browser varchar(24)!, Count integer!, Ends timestamptz!, Warned timestamptz
        UsedOneTimePasswords: UserId text!, Hash varchar(64)!, Expiration timestamptz!
        UserClaims: Id integer!, UserId text!, ClaimType text, ClaimValue text
        UserLogins: LoginProvider varchar(128)!, ProviderKey varchar(128)!, ProviderDisplayName text, UserId text!
        UserPasskeys: CredentialId bytea!, UserId text!, Data jsonb!
        UserTokens: UserId text!, LoginProvider varchar(128)!, Name varchar(128)!, Value text
        Users: Id text!, UserName varchar(256), NormalizedUserName varchar(256), Email varchar(256), NormalizedEmail varchar(256), EmailConfirmed boolean!, PasswordHash text, SecurityStamp text, ConcurrencyStamp text, PhoneNumber varchar(256), PhoneNumberConfirmed boolean!, TwoFactorEnabled boolean!, LockoutEnd timestamptz, LockoutEnabled boolean!, AccessFailedCount integer!, IntrospectionId uuid!, Disabled boolean!, DisplayName varchar(256)
        """;

    /// <summary>Indexes besides primary keys, of both.</summary>
    internal const string Indexes = """
        IX_ApiResourceSecrets_ApiResourceId on ("ApiResourceId")
        IX_ClientSecrets_ClientId on ("ClientId")
        IX_DeviceCodes_Expiration on ("Expiration")
        IX_Keys_Use on ("Use")
        IX_PersistedGrants_ConsumedTime on ("ConsumedTime")
        IX_PersistedGrants_Expiration on ("Expiration")
        IX_PersistedGrants_SubjectId_ClientId_Type on ("SubjectId", "ClientId", "Type")
        IX_PersistedGrants_SubjectId_SessionId_Type on ("SubjectId", "SessionId", "Type")
        IX_PushedAuthorizationRequests_ExpiresAtUtc on ("ExpiresAtUtc")
        IX_SamlCertificates_SamlServiceProviderId on ("SamlServiceProviderId")
        IX_SamlLogoutSessionRequestIndices_SamlLogoutSessionId on ("SamlLogoutSessionId")
        IX_SamlLogoutSessions_ExpiresAtUtc on ("ExpiresAtUtc")
        IX_SamlSigninStates_ExpiresAtUtc on ("ExpiresAtUtc")
        IX_ServerSideSessions_DisplayName on ("DisplayName")
        IX_ServerSideSessions_Expires on ("Expires")
        IX_ServerSideSessions_SessionId on ("SessionId")
        IX_ServerSideSessions_SubjectId on ("SubjectId")
        unique IX_ApiResourceClaims_ApiResourceId_Type on ("ApiResourceId", "Type")
        unique IX_ApiResourceProperties_ApiResourceId_Key on ("ApiResourceId", "Key")
        unique IX_ApiResourceScopes_ApiResourceId_Scope on ("ApiResourceId", "Scope")
        unique IX_ApiResources_Name on ("Name")
        unique IX_ApiScopeClaims_ScopeId_Type on ("ScopeId", "Type")
        unique IX_ApiScopeProperties_ScopeId_Key on ("ScopeId", "Key")
        unique IX_ApiScopes_Name on ("Name")
        unique IX_ClientClaims_ClientId_Type_Value on ("ClientId", "Type", "Value")
        unique IX_ClientCorsOrigins_ClientId_Origin on ("ClientId", "Origin")
        unique IX_ClientGrantTypes_ClientId_GrantType on ("ClientId", "GrantType")
        unique IX_ClientIdPRestrictions_ClientId_Provider on ("ClientId", "Provider")
        unique IX_ClientPostLogoutRedirectUris_ClientId_PostLogoutRedirectUri on ("ClientId", "PostLogoutRedirectUri")
        unique IX_ClientProperties_ClientId_Key on ("ClientId", "Key")
        unique IX_ClientRedirectUris_ClientId_RedirectUri on ("ClientId", "RedirectUri")
        unique IX_ClientScopes_ClientId_Scope on ("ClientId", "Scope")
        unique IX_Clients_ClientId on ("ClientId")
        unique IX_DeviceCodes_DeviceCode on ("DeviceCode")
        unique IX_IdentityProviders_Scheme on ("Scheme")
        unique IX_IdentityResourceClaims_IdentityResourceId_Type on ("IdentityResourceId", "Type")
        unique IX_IdentityResourceProperties_IdentityResourceId_Key on ("IdentityResourceId", "Key")
        unique IX_IdentityResources_Name on ("Name")
        unique IX_PersistedGrants_Key on ("Key")
        unique IX_PushedAuthorizationRequests_ReferenceValueHash on ("ReferenceValueHash")
        unique IX_SamlAllowedScopes_SamlServiceProviderId_Scope on ("SamlServiceProviderId", "Scope")
        unique IX_SamlAssertionConsumerServices_SamlServiceProviderId_Location on ("SamlServiceProviderId", "Location")
        unique IX_SamlAuthnContextMappings_SamlServiceProviderId_OidcValue on ("SamlServiceProviderId", "OidcValue")
        unique IX_SamlClaimMappings_SamlServiceProviderId_ClaimType on ("SamlServiceProviderId", "ClaimType")
        unique IX_SamlLogoutSessionRequestIndices_RequestId on ("RequestId")
        unique IX_SamlLogoutSessions_LogoutId on ("LogoutId")
        unique IX_SamlRequestedClaimTypes_SamlServiceProviderId_ClaimType on ("SamlServiceProviderId", "ClaimType")
        unique IX_SamlServiceProviders_EntityId on ("EntityId")
        unique IX_SamlSigninStates_StateId on ("StateId")
        unique IX_SamlSingleLogoutServices_SamlServiceProviderId_Binding on ("SamlServiceProviderId", "Binding")
        unique IX_ServerSideSessions_Key on ("Key")
        IX_UserClaims_UserId on ("UserId")
        IX_UserLogins_UserId on ("UserId")
        EmailIndex on ("NormalizedEmail")
        unique UserNameIndex on ("NormalizedUserName")
        unique IX_Users_IntrospectionId on ("IntrospectionId")
        IX_GrantFamilies_Expiration on ("Expiration")
        unique IX_GrantFamilies_Key on ("Key")
        IX_GrantFamilies_SessionId on ("SessionId")
        IX_GrantFamilies_SubjectId_ClientId on ("SubjectId", "ClientId")
        IX_GrantFamilyMembers_Expiration on ("Expiration")
        IX_GrantFamilyMembers_FamilyId on ("FamilyId")
        IX_RevokedTokenIds_Expiration on ("Expiration")
        IX_UsedOneTimePasswords_Expiration on ("Expiration")
        IX_UserPasskeys_UserId on ("UserId")
        """;
}
