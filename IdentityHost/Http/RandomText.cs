using System.Security.Cryptography;

namespace IdentityHost.Http;

/// <summary>Random texts that need to be unique, not secret: many are drawn at once, which costs as much as drawing one.</summary>
internal static class RandomText
{
    private const int Length = 16;
    private const int DrawnAtOnce = 64;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>32 hexadecimal digits.</summary>
    public static string NewHex()
    {
        var drawn = _drawn ??= new byte[Length * DrawnAtOnce];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(drawn);
            _left = DrawnAtOnce;
        }

        _left--;
        return Convert.ToHexStringLower(drawn, _left * Length, Length);
    }
}
