using System.Buffers.Binary;

namespace GroundTerminal.Coding.Checks;

/// <summary>A cyclic redundancy check given by its Rocksoft parameters, over whole octets. The named checks stand in <c>Crc.Catalogue.cs</c>.</summary>
/// <remarks>
/// R. Williams, A Painless Guide to CRC Error Detection Algorithms (1993), for the parameters; four octets a step by four tables after M. Kounavis and F. Berry,
/// Novel Table Lookup-Based Algorithms for High-Performance CRC Generation (2008); longer data is folded first (<see cref="CrcFolding"/>). Without state after construction: safe for all threads.
/// </remarks>
public sealed partial class Crc
{
    // A register of a reflected check lies at the low end and moves right, one of the others lies at the high end and moves left: so any width fits 32 bits.
    private readonly uint[] _table;
    private readonly uint _initial;
    private readonly CrcFolding? _folding;

    /// <param name="name">As the catalogue spells it.</param>
    /// <param name="width">Bits of the check, 3 to 32.</param>
    /// <param name="polynomial">Coefficients below x^width, x⁰ lowest.</param>
    /// <param name="initial">Register before the first octet, in the unreflected order.</param>
    /// <param name="reflectIn">True where the low bit of an octet goes first.</param>
    /// <param name="reflectOut">True where the register's last bit is the highest of the result.</param>
    /// <param name="xorOut">Exclusive-ored to the result.</param>
    /// <param name="scalar">Uses the tables only; the result is the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">width is outside its range, or another value does not fit the width.</exception>
    public Crc(string name, int width, uint polynomial, uint initial, bool reflectIn, bool reflectOut, uint xorOut, bool scalar = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 32);
        var mask = uint.MaxValue >> (32 - width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(polynomial, mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, mask);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(xorOut, mask);
        (Name, Width, Polynomial, Initial, ReflectIn, ReflectOut, XorOut) = (name, width, polynomial, initial, reflectIn, reflectOut, xorOut);
        _initial = reflectIn ? Reverse(initial, width) : initial << (32 - width);
        _table = reflectIn ? RightTable(Reverse(polynomial, width)) : LeftTable(polynomial << (32 - width));
        _folding = scalar || !CrcFolding.IsSupported ? null : new CrcFolding(width, polynomial, reflectIn);
    }

    /// <summary>The catalogue's name.</summary>
    public string Name { get; }

    /// <summary>Bits of the check.</summary>
    public int Width { get; }

    /// <summary>Coefficients below x^<see cref="Width"/>, x⁰ lowest.</summary>
    public uint Polynomial { get; }

    /// <summary>Register before the first octet.</summary>
    public uint Initial { get; }

    /// <summary>Whether the low bit of an octet goes first.</summary>
    public bool ReflectIn { get; }

    /// <summary>Whether the result is taken from the register in reverse.</summary>
    public bool ReflectOut { get; }

    /// <summary>What the result is exclusive-ored with.</summary>
    public uint XorOut { get; }

    /// <summary>The result for the nine ASCII digits "123456789", by which catalogues tell checks apart.</summary>
    public uint Check => Compute("123456789"u8);

    /// <summary>Octets that the check takes in a frame.</summary>
    public int ByteLength => (Width + 7) / 8;

    /// <summary>The check of <paramref name="data"/>, in the low <see cref="Width"/> bits. Allocates nothing.</summary>
    public uint Compute(ReadOnlySpan<byte> data)
    {
        var register = _initial;
        if (_folding is not null && data.Length >= CrcFolding.LeastLength)
            register = Fold(_folding, ref data);
        register = ReflectIn ? MoveRight(register, data) : MoveLeft(register, data) >> (32 - Width);
        return (ReflectIn == ReflectOut ? register : Reverse(register, Width)) ^ XorOut;
    }

    /// <summary>Whether the last <see cref="ByteLength"/> octets are the check of those before them.</summary>
    /// <param name="frame">Data and check; of fewer octets than the check has, none is right.</param>
    /// <param name="lowOctetFirst">Order in which the check is sent; independent of the reflections.</param>
    public bool IsValid(ReadOnlySpan<byte> frame, bool lowOctetFirst)
    {
        var dataLength = frame.Length - ByteLength;
        if (dataLength < 0)
            return false;
        uint sent = 0;
        for (var i = 0; i < ByteLength; i++)
            sent |= (uint)frame[dataLength + i] << (8 * (lowOctetFirst ? i : ByteLength - 1 - i));
        return sent == Compute(frame[..dataLength]);
    }

    /// <summary>Writes the check of all but the last <see cref="ByteLength"/> octets of <paramref name="frame"/> into these.</summary>
    /// <exception cref="ArgumentOutOfRangeException">frame is shorter than the check.</exception>
    public void Seal(Span<byte> frame, bool lowOctetFirst)
    {
        var dataLength = frame.Length - ByteLength;
        ArgumentOutOfRangeException.ThrowIfNegative(dataLength, nameof(frame));
        var check = Compute(frame[..dataLength]);
        for (var i = 0; i < ByteLength; i++)
            frame[dataLength + i] = (byte)(check >> (8 * (lowOctetFirst ? i : ByteLength - 1 - i)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The register after all whole sixteens of the data, which are taken from it.</summary>
    private uint Fold(CrcFolding folding, ref ReadOnlySpan<byte> data)
    {
        Span<byte> folded = stackalloc byte[CrcFolding.Length];
        var length = data.Length & -CrcFolding.Length;
        folding.Fold(data[..length], ReflectIn ? _initial : BinaryPrimitives.ReverseEndianness(_initial), folded);
        data = data[length..];
        return ReflectIn ? MoveRight(0, folded) : MoveLeft(0, folded);
    }

    private uint MoveRight(uint register, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> table = _table.AsSpan(0, 1024);
        for (; data.Length >= 4; data = data[4..])
        {
            register ^= BinaryPrimitives.ReadUInt32LittleEndian(data);
            register = table[768 + (byte)register] ^ table[512 + (byte)(register >> 8)] ^ table[256 + (byte)(register >> 16)] ^ table[(int)(register >> 24)];
        }
        foreach (var octet in data)
            register = (register >> 8) ^ table[(byte)(register ^ octet)];
        return register;
    }

    private uint MoveLeft(uint register, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<uint> table = _table.AsSpan(0, 1024);
        for (; data.Length >= 4; data = data[4..])
        {
            register ^= BinaryPrimitives.ReadUInt32BigEndian(data);
            register = table[768 + (int)(register >> 24)] ^ table[512 + (byte)(register >> 16)] ^ table[256 + (byte)(register >> 8)] ^ table[(byte)register];
        }
        foreach (var octet in data)
            register = (register << 8) ^ table[(int)(register >> 24) ^ octet];
        return register;
    }

    /// <summary>Table k is the register that an octet leaves after k more octets of zeros.</summary>
    private static uint[] RightTable(uint polynomial)
    {
        var table = new uint[1024];
        for (var i = 0; i < 256; i++)
        {
            var register = (uint)i;
            for (var bit = 0; bit < 8; bit++)
                register = (register >> 1) ^ (polynomial & (0 - (register & 1)));
            table[i] = register;
        }
        for (var i = 256; i < 1024; i++)
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        return table;
    }

    private static uint[] LeftTable(uint polynomial)
    {
        var table = new uint[1024];
        for (var i = 0; i < 256; i++)
        {
            var register = (uint)i << 24;
            for (var bit = 0; bit < 8; bit++)
                register = (register << 1) ^ (polynomial & (0 - (register >> 31)));
            table[i] = register;
        }
        for (var i = 256; i < 1024; i++)
            table[i] = (table[i - 256] << 8) ^ table[table[i - 256] >> 24];
        return table;
    }

    private static uint Reverse(uint value, int width)
    {
        uint reversed = 0;
        for (var i = 0; i < width; i++)
            reversed |= ((value >> i) & 1) << (width - 1 - i);
        return reversed;
    }
}
