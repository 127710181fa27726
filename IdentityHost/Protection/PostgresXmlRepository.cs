using System.Xml.Linq;
using IdentityHost.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace IdentityHost.Protection;

/// <summary>The Data Protection key ring, in the table <c>DataProtectionKeys</c>. (The interface is synchronous, so this is.)</summary>
internal sealed class PostgresXmlRepository(NpgsqlDataSource dataSource, KeyRingGuard guard) : IXmlRepository
{
    private const string Select = """SELECT "Xml" FROM "DataProtectionKeys" ORDER BY "Id" """;

    private const string Insert = """INSERT INTO "DataProtectionKeys" ("FriendlyName", "Xml") VALUES ($1, $2)""";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = dataSource.Open();
        using var command = new NpgsqlCommand(Select, connection);
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
            elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Name.LocalName == "key")
            guard.RequireReadableKeys();
        using var connection = dataSource.Open();
        using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.Add(SqlParameters.Text(friendlyName));
        command.Parameters.Add(SqlParameters.Text(element.ToString(SaveOptions.DisableFormatting)));
        command.ExecuteNonQuery();
    }
}
