using System.Reflection;
using IdentityHost.Extensibility;

namespace IdentityHost.RequestState;

/// <summary>
/// Knows which services a deployer has replaced by registering others after the host's own. Theirs are called every time, since nobody
/// announces what changes there.
/// </summary>
internal sealed class ReplacedServices
{
    /// <summary>They decide whether a token is active.</summary>
    private static readonly Type[] OfTokens =
    [
        typeof(IPersistedGrantStore), typeof(IReferenceTokenStore), typeof(IClientStore), typeof(IProfileService), typeof(ICustomTokenValidator),
        typeof(ISessionCoordinationService), typeof(IServerSideSessionStore), typeof(ISigningKeyStore), typeof(IIntrospectionRequestValidator),
        typeof(IHttpResponseWriter<IntrospectionResult>),
    ];

    /// <summary>They decide what a caller is told about it.</summary>
    private static readonly Type[] OfAnswers = [typeof(IResourceStore), typeof(IIntrospectionIdResolver), typeof(IIntrospectionResponseGenerator)];

    /// <summary>They hear that it was told.</summary>
    private static readonly Type[] OfEvents = [typeof(IEventService), typeof(IEventSink)];

    private readonly string[] _ofTokens;
    private readonly string[] _ofAnswers;

    private ReplacedServices(string[] ofTokens, string[] ofAnswers, string[] ofEvents) =>
        (_ofTokens, _ofAnswers, EventsAreOurs) = (ofTokens, ofAnswers, ofEvents.Length == 0);

    /// <summary>Whether tokens may be remembered.</summary>
    public bool TokensAreOurs => _ofTokens.Length == 0;

    /// <summary>Whether answers may be remembered with them.</summary>
    public bool AnswersAreOurs => _ofTokens.Length == 0 && _ofAnswers.Length == 0;

    /// <summary>Whether events go to the log and nowhere else.</summary>
    public bool EventsAreOurs { get; }

    /// <summary>Whether a service that decides about tokens is a deployer's.</summary>
    public bool Contains<TService>() => _ofTokens.Contains(typeof(TService).Name);

    /// <summary>Call it when the host's own services are registered; what is there later is compared with it.</summary>
    /// <param name="services">Is looked at again when the host starts.</param>
    public static Func<ReplacedServices> Watch(IServiceCollection services)
    {
        var own = OfTokens.Concat(OfAnswers).Concat(OfEvents).ToDictionary(type => type, type => Last(services, type));
        return () => new ReplacedServices(Replaced(OfTokens), Replaced(OfAnswers), Replaced(OfEvents));

        string[] Replaced(Type[] types) =>
            [.. types.Where(type => !ReferenceEquals(own[type], Last(services, type)) || !IsOwn(own[type])).Select(type => type.Name)];
    }

    public void Tell(ILogger logger)
    {
        if (!TokensAreOurs)
            logger.TokensAreNotRemembered(string.Join(", ", _ofTokens));
        else if (!AnswersAreOurs)
            logger.AnswersAreNotRemembered(string.Join(", ", _ofAnswers));
    }

    private static ServiceDescriptor? Last(IServiceCollection services, Type type) =>
        services.LastOrDefault(descriptor => descriptor.ServiceType == type && !descriptor.IsKeyedService);

    // One that was registered before the host may have kept the engine from registering its own.
    private static bool IsOwn(ServiceDescriptor? descriptor) => Origin(descriptor) is { } assembly
        && (assembly == typeof(ReplacedServices).Assembly || assembly == typeof(ITokenValidator).Assembly);

    private static Assembly? Origin(ServiceDescriptor? descriptor) =>
        (descriptor?.ImplementationType ?? descriptor?.ImplementationInstance?.GetType() ?? descriptor?.ImplementationFactory?.Method.DeclaringType)
            ?.Assembly;
}
