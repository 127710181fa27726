using System.Net;
using System.Net.Sockets;

namespace IdentityHost.Bench.LoadBench.Servers;

/// <param name="Name">What the server is called.</param>
/// <param name="Port">On loopback.</param>
/// <param name="ReadyPath">What it answers once it can.</param>
internal sealed record ServerAddress(string Name, int Port, string ReadyPath)
{
    public Uri Base => new($"http://localhost:{Port}");

    public Uri Of(string path) => new(Base, path);

    /// <summary>On a port that nobody has at this moment.</summary>
    public static ServerAddress Any(string name, string readyPath)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new ServerAddress(name, ((IPEndPoint)listener.LocalEndpoint).Port, readyPath);
    }
}
