using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace IdentityHost.Settings.Reading;

/// <summary>
/// Compares what is configured with the settings there are, before anything is bound: a misspelt name and a value of the wrong type are
/// told in words, all of them at once.
/// </summary>
internal static class SettingsReader
{
    /// <returns>One sentence for each wrong setting; it names the setting and what is allowed.</returns>
    public static List<string> Check(IConfigurationSection section, Type type)
    {
        var failures = new List<string>();
        CheckSection(section, type, failures);
        return failures;
    }

    private static void CheckSection(IConfigurationSection section, Type type, List<string> failures)
    {
        if (!string.IsNullOrEmpty(section.Value))
            failures.Add($"{section.Path} must be a section, not a value.");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var property = Array.Find(properties, p => string.Equals(p.Name, child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                failures.Add($"{child.Path} is not a setting; allowed here: {string.Join(", ", properties.Select(p => p.Name))}.");
            else
                CheckValue(child, property.PropertyType, failures);
        }
    }

    private static void CheckValue(IConfigurationSection setting, Type type, List<string> failures)
    {
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
            CheckList(setting, type.GetGenericArguments()[0], failures);
        else if (type.IsClass && type != typeof(string))
            CheckSection(setting, type, failures);
        else
            CheckScalar(setting, Nullable.GetUnderlyingType(type) ?? type, failures);
    }

    private static void CheckList(IConfigurationSection setting, Type item, List<string> failures)
    {
        if (!string.IsNullOrEmpty(setting.Value))
            failures.Add($"{setting.Path} must be a list: give its items as {setting.Path}:0, {setting.Path}:1 and so on.");
        foreach (var child in setting.GetChildren())
            CheckValue(child, item, failures);
    }

    private static void CheckScalar(IConfigurationSection setting, Type type, List<string> failures)
    {
        if (setting.Value is null && setting.GetChildren().Any())
            failures.Add($"{setting.Path} must be {Allowed(type)}; it is a section.");
        else if (setting.Value is { } value && !Converts(value, type))
            failures.Add($"{setting.Path} must be {Allowed(type)}; it is '{value}'.");
    }

    private static bool Converts(string value, Type type)
    {
        if (type == typeof(string))
            return true;
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromString(context: null, CultureInfo.InvariantCulture, value) is not null;
        }
        // The framework's converters throw various exceptions, and wrap some of them in a plain Exception.
        catch (Exception)
        {
            return false;
        }
    }

    private static string Allowed(Type type)
    {
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(TimeSpan))
            return "a time span such as 00:01:00";
        return type == typeof(int) || type == typeof(long) ? "a whole number" : "a text";
    }
}
