using Google.Protobuf;

namespace Drr.Export.Onnx;

/// <summary>A protocol-buffer message that is put together field by field.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Streams over memory hold nothing.")]
internal sealed class ProtoMessage
{
    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _output;

    internal ProtoMessage() => _output = new CodedOutputStream(_bytes, leaveOpen: true);

    internal ProtoMessage Number(int field, long value)
    {
        _output.WriteTag(field, WireFormat.WireType.Varint);
        _output.WriteInt64(value);
        return this;
    }

    internal ProtoMessage Text(int field, string value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteString(value);
        return this;
    }

    internal ProtoMessage Bytes(int field, ByteString value)
    {
        _output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _output.WriteBytes(value);
        return this;
    }

    internal ProtoMessage Message(int field, ProtoMessage value) => Bytes(field, value.ToBytes());

    /// <summary>A field that stands once for each of <paramref name="values"/>.</summary>
    internal ProtoMessage Each<T>(IEnumerable<T> values, Action<ProtoMessage, T> write)
    {
        foreach (var value in values)
        {
            write(this, value);
        }

        return this;
    }

    internal ByteString ToBytes()
    {
        _output.Flush();
        return UnsafeByteOperations.UnsafeWrap(_bytes.GetBuffer().AsMemory(0, (int)_bytes.Length));
    }
}
