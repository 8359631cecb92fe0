using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Drr.Export.Onnx;

/// <summary>Reads what <see cref="OnnxFile"/> writes, to be compared with what was meant.</summary>
public static class OnnxReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or a damaged one.</exception>
    public static OnnxGraph Read(string path)
    {
        try
        {
            var graph = new OnnxGraph();
            Fields(File.ReadAllBytes(path), (field, input) =>
            {
                switch (field)
                {
                    case 7: ReadGraph(input.Message(), graph); break;
                    case 14: graph.Metadata.Add(ReadEntry(input.Message())); break;
                    default: return false;
                }

                return true;
            });
            return graph;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    private static void ReadGraph(byte[] bytes, OnnxGraph graph) => Fields(bytes, (field, input) =>
    {
        switch (field)
        {
            case 1: graph.Nodes.Add(ReadNode(input.Message())); break;
            case 5: graph.Constants.Add(ReadConstant(input.Message())); break;
            case 11: graph.Inputs.Add(ReadValue(input.Message())); break;
            case 12: graph.Outputs.Add(ReadValue(input.Message())); break;
            default: return false;
        }

        return true;
    });

    private static OnnxNode ReadNode(byte[] bytes)
    {
        var (inputs, attributes) = (new List<string>(), new List<OnnxNumber>());
        var (operation, output) = ("", "");
        Fields(bytes, (field, input) =>
        {
            switch (field)
            {
                case 1: inputs.Add(input.ReadString()); break;
                case 2: output = input.ReadString(); break;
                case 4: operation = input.ReadString(); break;
                case 5: attributes.Add(ReadAttribute(input.Message())); break;
                default: return false;
            }

            return true;
        });
        return new OnnxNode(operation, inputs, output, attributes);
    }

    private static OnnxNumber ReadAttribute(byte[] bytes)
    {
        var (name, isList, values) = ("", false, new List<long>());
        Fields(bytes, (field, input) =>
        {
            switch (field)
            {
                case 1: name = input.ReadString(); break;
                case 3 or 8: values.Add(input.ReadInt64()); break;
                case 20: isList = input.ReadInt64() == OnnxFile.IntsAttribute; break;
                default: return false;
            }

            return true;
        });
        return new OnnxNumber(name, isList, values);
    }

    private static OnnxConstant ReadConstant(byte[] bytes)
    {
        var (name, extents, type, raw) = ("", new List<long>(), 0L, Array.Empty<byte>());
        Fields(bytes, (field, input) =>
        {
            switch (field)
            {
                case 1: extents.Add(input.ReadInt64()); break;
                case 2: type = input.ReadInt64(); break;
                case 8: name = input.ReadString(); break;
                case 9: raw = input.Message(); break;
                default: return false;
            }

            return true;
        });
        Array values = type == OnnxFile.Float
            ? MemoryMarshal.Cast<byte, float>(raw).ToArray()
            : MemoryMarshal.Cast<byte, long>(raw).ToArray();
        return new OnnxConstant(name, extents, values);
    }

    private static OnnxValue ReadValue(byte[] bytes)
    {
        var (name, type, extents) = ("", 0L, new List<string>());
        ReadMessage(bytes);
        return new OnnxValue(name, type == OnnxFile.Float, extents);

        void ReadMessage(byte[] message) => Fields(message, (field, input) =>
        {
            switch (field)
            {
                case 1: name = input.ReadString(); break;
                case 2: Fields(input.Message(), (_, tensor) => ReadTensor(tensor.Message())); break;
                default: return false;
            }

            return true;
        });

        bool ReadTensor(byte[] message)
        {
            Fields(message, (field, input) =>
            {
                switch (field)
                {
                    case 1: type = input.ReadInt64(); break;
                    case 2: Fields(input.Message(), (_, extent) => ReadExtent(extent.Message())); break;
                    default: return false;
                }

                return true;
            });
            return true;
        }

        bool ReadExtent(byte[] message)
        {
            Fields(message, (field, input) =>
            {
                extents.Add(field == 1 ? input.ReadInt64().ToString(CultureInfo.InvariantCulture) : input.ReadString());
                return true;
            });
            return true;
        }
    }

    private static KeyValuePair<string, string> ReadEntry(byte[] bytes)
    {
        var texts = new string[2];
        Fields(bytes, (field, input) =>
        {
            texts[field - 1] = input.ReadString();
            return true;
        });
        return new(texts[0], texts[1]);
    }

    private static byte[] Message(this CodedInputStream input) => input.ReadBytes().ToByteArray();

    /// <summary>Goes through a message; fields of which <paramref name="read"/> says no are passed over.</summary>
    private static void Fields(byte[] message, Func<int, CodedInputStream, bool> read)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (!read(WireFormat.GetTagFieldNumber(tag), input))
            {
                input.SkipLastField();
            }
        }
    }
}
