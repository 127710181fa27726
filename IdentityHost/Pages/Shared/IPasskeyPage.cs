namespace IdentityHost.Pages.Shared;

/// <summary>A page that may run the one script there is, <c>js/passkeys.js</c>, and may be asked by it for options.</summary>
internal interface IPasskeyPage;
