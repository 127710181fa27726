namespace IdentityEngine.Events;

public static class EventCategories
{
    public const string Authentication = "Authentication";
    public const string Token = "Token";
    public const string Grants = "Grants";
    public const string Error = "Error";
}
