using System.Reflection;

namespace IdentityHost.Starting;

/// <summary>Which version runs: of this program or of an engine, with the commit that it was built from, where the build knew it.</summary>
internal static class ProductVersion
{
    public const string Option = "--version";

    /// <summary>Of this program.</summary>
    public static string? Own => Of(typeof(ProductVersion));

    /// <summary>Of the assembly in which a type is.</summary>
    public static string? Of(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
