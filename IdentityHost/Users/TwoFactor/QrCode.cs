using System.Globalization;
using System.Text;
using QRCoder;

namespace IdentityHost.Users.TwoFactor;

/// <summary>Draws a QR code (ISO/IEC 18004) as the path of an SVG image: one unit a module, with the quiet zone around it.</summary>
internal sealed class QrCode
{
    private QrCode(int size, string path)
    {
        Size = size;
        Path = path;
    }

    /// <summary>Width and height in units.</summary>
    internal int Size { get; }

    /// <summary>What is dark, for the attribute <c>d</c>.</summary>
    internal string Path { get; }

    internal static QrCode Draw(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            var x = 0;
            while (x < rows[y].Count)
            {
                var start = x;
                while (x < rows[y].Count && rows[y][x])
                    x++;
                if (x > start)
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                else
                    x++;
            }
        }

        return new QrCode(rows.Count, path.ToString());
    }
}
