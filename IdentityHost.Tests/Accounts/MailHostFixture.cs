using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Accounts;

/// <summary>A host that writes its mail into a folder and lets people sign up.</summary>
public sealed partial class MailHostFixture : IAsyncLifetime
{
    /// <summary>With what the links in mails begin; the tests open them at the host's own address.</summary>
    internal const string Issuer = "http://localhost:5000";

    private static readonly TimeSpan LongestDelivery = TimeSpan.FromSeconds(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("identityhost-mail").FullName;
    private readonly HashSet<string> _read = [];
    private TestDatabase? _database;
    private TestHost? _host;

    internal TestDatabase Database => _database!;

    internal TestHost Host => _host!;

    public async Task InitializeAsync()
    {
        _database = await (await PostgresServer.GetAsync()).CreateDatabaseAsync();
        _host = await TestHost.StartAsync(_database, settings =>
        {
            settings["IdentityHost:Issuer"] = Issuer;
            settings["IdentityHost:Email:From"] = "Sign-in <no-reply@example.com>";
            settings["IdentityHost:Email:PickupFolder"] = _folder;
            settings["IdentityHost:SignUp:Enabled"] = "true";
        });
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Adds a user with alice's password and a confirmed address.</summary>
    internal async Task<string> AddUserAsync(string name)
    {
        await AuthorizeEndpoint.TestUsers.AddAsync(Database, name);
        var address = name + "@example.com";
        await Database.ExecuteAsync(
            """UPDATE "Users" SET "Email" = $2, "NormalizedEmail" = upper($2), "EmailConfirmed" = true WHERE "Id" = $1""", name, address);
        return address;
    }

    /// <summary>Asks for a new password on the page.</summary>
    internal async Task<Browser> ForgetAsync(string address, string query = "")
    {
        var browser = new Browser(Host.BaseAddress);
        await browser.GoAsync("/Account/ForgotPassword" + query);
        await browser.SubmitAsync(browser.Form(), new() { ["Email"] = address });
        return browser;
    }

    /// <summary>The next mail to an address that was not read yet; fails if none comes.</summary>
    internal async Task<string> NextMailAsync(string address)
    {
        for (var waited = TimeSpan.Zero; waited < LongestDelivery; waited += TimeSpan.FromMilliseconds(50))
        {
            if (FindUnread(address) is { } mail)
                return mail;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new InvalidOperationException($"No mail to {address} came.");
    }

    /// <summary>How many mails came to an address and were not read yet. They are read now.</summary>
    internal int CountUnread(string address)
    {
        var count = 0;
        while (FindUnread(address) is not null)
            count++;
        return count;
    }

    /// <summary>The address in a mail, at the test's host; null if there is none with a token.</summary>
    internal static string? LinkIn(string mail) =>
        Link().Match(mail) is { Success: true } link ? link.Value[Issuer.Length..] : null;

    internal static string TokenIn(string link) => Token().Match(link).Groups["token"].Value;

    private string? FindUnread(string address)
    {
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => !_read.Contains(file)))
        {
            var text = ReadWhole(file);
            if (text?.Contains($"To: {address}\r\n", StringComparison.OrdinalIgnoreCase) == true)
            {
                _read.Add(file);
                return Decode(text);
            }
        }

        return null;
    }

    /// <summary>A file is written, and then closed.</summary>
    private static string? ReadWhole(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd();
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Quoted-printable (RFC 2045 6.7).</summary>
    private static string Decode(string text)
    {
        var joined = text.Replace("=\r\n", "", StringComparison.Ordinal);
        return Escaped().Replace(joined, run =>
            Encoding.UTF8.GetString([.. run.Value.Split('=')[1..].Select(hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))]));
    }

    [GeneratedRegex("(=[0-9A-F]{2})+", RegexOptions.ExplicitCapture)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"http://localhost:5000/\S+token=\S+")]
    private static partial Regex Link();

    [GeneratedRegex("token=(?<token>[^&]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
