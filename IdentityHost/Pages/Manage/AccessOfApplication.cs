namespace IdentityHost.Pages.Manage;

/// <summary>What one application has of a person's.</summary>
/// <param name="Description">As the person named it when they consented; null if they did not.</param>
/// <param name="Scopes">What it may do, in words.</param>
/// <param name="Since">When the oldest of it was given, in UTC.</param>
internal sealed record AccessOfApplication(string ClientId, string Name, string? Description, IReadOnlyList<string> Scopes, DateTime Since);
