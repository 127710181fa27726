using System.Globalization;
using System.Security.Claims;
using System.Text.Json;

namespace IdentityHost.Users.Accounts;

/// <summary>The standard claims about a user, each of the JSON type that it has (OpenID Connect Core 5.1).</summary>
internal static class StandardClaims
{
    /// <summary>The value type by which both engines write a claim as the JSON that it is.</summary>
    private const string Json = "json";

    /// <summary>What the user's row says.</summary>
    internal static IEnumerable<Claim> Of(ApplicationUser user)
    {
        if ((user.DisplayName ?? user.UserName) is { } name)
        {
            yield return new Claim("name", name);
        }

        if (user.UserName is { } userName)
        {
            yield return new Claim("preferred_username", userName);
        }

        if (user.Email is { } email)
        {
            yield return new Claim("email", email);
            yield return Flag("email_verified", user.EmailConfirmed);
        }

        if (user.PhoneNumber is { } phoneNumber)
        {
            yield return new Claim("phone_number", phoneNumber);
            yield return Flag("phone_number_verified", user.PhoneNumberConfirmed);
        }
    }

    /// <summary>A claim that was given to the user, as text.</summary>
    internal static Claim Of(string type, string value) => type switch
    {
        "address" => new Claim(type, AddressOf(value), Json),
        "email_verified" or "phone_number_verified" when bool.TryParse(value, out var truth) => Flag(type, truth),
        "updated_at" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) =>
            new Claim(type, value, ClaimValueTypes.Integer64),
        _ => new Claim(type, value),
    };

    /// <summary>Whether a claim that was given to the user takes the place of what the row says: of the claim itself, and of what the row knows about it.</summary>
    internal static bool Replaces(string given, string ofRow) => ofRow == given || ofRow == given + "_verified";

    /// <summary>OpenID Connect Core 5.1.1: a JSON object. An address in one piece is its member "formatted".</summary>
    private static string AddressOf(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Then it is an address in one piece.
        }

        return JsonSerializer.Serialize(new Dictionary<string, string> { ["formatted"] = value });
    }

    private static Claim Flag(string type, bool value) => new(type, value ? "true" : "false", ClaimValueTypes.Boolean);
}
