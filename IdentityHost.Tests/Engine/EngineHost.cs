using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IdentityHost.Tests.Engine;

/// <summary>
/// The engine alone, without the host and without a database, on Kestrel: to count what it asks of its stores, and to break them.
/// </summary>
internal sealed class EngineHost : IAsyncDisposable
{
    public const string ClientId = "app";
    public const string ApiName = "api";
    public const string Secret = "secret";

    private readonly WebApplication _app;

    private EngineHost(WebApplication app, MemoryStores stores)
    {
        _app = app;
        Stores = stores;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public MemoryStores Stores { get; }

    public HttpClient Client { get; }

    public static async Task<EngineHost> StartAsync(
        Action<IIdentityServerBuilder>? configure = null, Action<IdentityServerOptions>? options = null)
    {
        var stores = new MemoryStores();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var engine = builder.Services.AddIdentityServer(options ?? (_ => { }));
        builder.Services.AddSingleton<IClientStore>(stores);
        builder.Services.AddSingleton<IResourceStore>(stores);
        builder.Services.AddSingleton<ISigningKeyStore>(stores);
        builder.Services.AddSingleton<IPersistedGrantStore>(stores);
        builder.Services.AddSingleton<IReferenceTokenStore>(stores);
        builder.Services.AddSingleton<IAuthorizationCodeStore>(stores);
        builder.Services.AddSingleton<IRefreshTokenStore>(stores);
        builder.Services.AddSingleton<IDeviceFlowStore, MemoryDeviceFlowStore>();
        configure?.Invoke(engine);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (StoreDownException)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        });
        app.UseIdentityServer();
        await app.StartAsync();
        return new EngineHost(app, stores);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string caller, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{caller}:{Secret}")));
        return await Client.SendAsync(request);
    }

    public async Task<string> TokenAsync()
    {
        using var response = await PostAsync("/connect/token", ClientId, ("grant_type", "client_credentials"));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal sealed class StoreDownException() : Exception("The store is down.");

/// <summary>Every store of the engine, in memory.</summary>
internal sealed class MemoryStores
    : IClientStore, IResourceStore, ISigningKeyStore, IPersistedGrantStore, IReferenceTokenStore, IAuthorizationCodeStore,
        IRefreshTokenStore
{
    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RefreshToken> _refreshTokens = new(StringComparer.Ordinal);
    private readonly List<SerializedKey> _keys = [];
    private int _handles;

    public Client App { get; } = new()
    {
        ClientId = EngineHost.ClientId,
        ClientSecrets = { new Secret(EngineHost.Secret.Sha256()) },
        AllowedGrantTypes = { GrantType.ClientCredentials, GrantType.AuthorizationCode },
        AllowedScopes = { "read" },
        AccessTokenType = AccessTokenType.Reference,
        RequirePkce = false,
    };

    /// <summary>Set to make every question about a grant fail.</summary>
    public bool Down { get; set; }

    /// <summary>What was asked of the grant stores since this was cleared.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public Task<Client?> FindClientByIdAsync(string clientId, CancellationToken ct) =>
        Task.FromResult(clientId == App.ClientId ? App : null);

    public IAsyncEnumerable<Client> GetAllClientsAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyCollection<IdentityResource>> FindIdentityResourcesByScopeNameAsync(IEnumerable<string> scopeNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<IdentityResource>>([]);

    public Task<IReadOnlyCollection<ApiScope>> FindApiScopesByNameAsync(IEnumerable<string> scopeNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<ApiScope>>(scopeNames.Contains("read") ? [new ApiScope("read")] : []);

    public Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByScopeNameAsync(IEnumerable<string> scopeNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<ApiResource>>(scopeNames.Contains("read") ? [Api] : []);

    public Task<IReadOnlyCollection<ApiResource>> FindApiResourcesByNameAsync(IEnumerable<string> apiResourceNames, CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<ApiResource>>(apiResourceNames.Contains(Api.Name) ? [Api] : []);

    public Task<Resources> GetAllResourcesAsync(CancellationToken ct) => Task.FromResult(new Resources([], [Api], [new ApiScope("read")]));

    public Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyCollection<SerializedKey>>([.. _keys]);

    public Task StoreKeyAsync(SerializedKey key, CancellationToken ct)
    {
        _keys.Add(key);
        return Task.CompletedTask;
    }

    public Task DeleteKeyAsync(string id, CancellationToken ct) => throw new NotSupportedException();

    public Task StoreAsync(PersistedGrant grant, CancellationToken ct) => throw new NotSupportedException();

    public Task<PersistedGrant?> GetAsync(string key, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyCollection<PersistedGrant>> GetAllAsync(PersistedGrantFilter filter, CancellationToken ct) =>
        throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken ct) => throw new NotSupportedException();

    public Task RemoveAllAsync(PersistedGrantFilter filter, CancellationToken ct) => throw new NotSupportedException();

    public Task<string> StoreReferenceTokenAsync(Token token, CancellationToken ct)
    {
        var handle = Ask("store token", Handle());
        _tokens[handle] = token;
        return Task.FromResult(handle);
    }

    public Task<Token?> GetReferenceTokenAsync(string handle, CancellationToken ct) =>
        Task.FromResult(Ask("get token", _tokens.GetValueOrDefault(handle)));

    public Task RemoveReferenceTokenAsync(string handle, CancellationToken ct) =>
        Task.FromResult(Ask("remove token", _tokens.TryRemove(handle, out _)));

    public Task RemoveReferenceTokensAsync(string subjectId, string clientId, string? sessionId, CancellationToken ct) =>
        Task.FromResult(Ask($"remove tokens of {subjectId} {clientId}", true));

    public Task<string> StoreAuthorizationCodeAsync(AuthorizationCode code, CancellationToken ct)
    {
        var handle = Ask("store code", Handle());
        _codes[handle] = code;
        return Task.FromResult(handle);
    }

    public Task<AuthorizationCode?> GetAuthorizationCodeAsync(string code, CancellationToken ct) =>
        Task.FromResult(Ask("get code", _codes.GetValueOrDefault(code)));

    public Task RemoveAuthorizationCodeAsync(string code, CancellationToken ct) =>
        Task.FromResult(Ask("remove code", _codes.TryRemove(code, out _)));

    public Task<string> StoreRefreshTokenAsync(RefreshToken refreshToken, CancellationToken ct)
    {
        var handle = Ask("store refresh token", Handle());
        _refreshTokens[handle] = refreshToken;
        return Task.FromResult(handle);
    }

    public Task UpdateRefreshTokenAsync(string handle, RefreshToken refreshToken, CancellationToken ct) =>
        Task.FromResult(Ask("update refresh token", refreshToken));

    public Task<RefreshToken?> GetRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct) =>
        Task.FromResult(Ask("get refresh token", _refreshTokens.GetValueOrDefault(refreshTokenHandle)));

    public Task RemoveRefreshTokenAsync(string refreshTokenHandle, CancellationToken ct) =>
        Task.FromResult(Ask("remove refresh token", _refreshTokens.TryRemove(refreshTokenHandle, out _)));

    public Task RemoveRefreshTokensAsync(string subjectId, string clientId, CancellationToken ct) => throw new NotSupportedException();

    private static ApiResource Api { get; } = new(EngineHost.ApiName)
    {
        Scopes = { "read" },
        ApiSecrets = { new Secret(EngineHost.Secret.Sha256()) },
    };

    private string Handle() => $"handle{Interlocked.Increment(ref _handles)}";

    private T Ask<T>(string what, T answer)
    {
        Asked.Enqueue(what);
        return Down ? throw new StoreDownException() : answer;
    }
}
