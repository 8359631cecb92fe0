using System.IO.Compression;
using System.Text;
using Drr.Agent.Data.Formats;
using Drr.Tensors;

namespace Drr.Agent.Tests.Data.Formats;

/// <summary>Damaged files of every form: whatever stands in them, a message is this program's own and names its file.</summary>
public sealed class DatasetFuzzTests
{
    private static readonly string[] s_telltales =
        [
            "System.", "CsvHelper", "Exception", "Parameter '", "   at ", "MaxRecordSize",
            "CsvSeparatorStream", "Stream'", "Object",
        ];

    public static TheoryData<string, bool> Cases() =>
        new MatrixTheoryData<string, bool>(["ml1m", "ml100k", "latest"], [false, true]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_word_of_a_library_is_in_a_message(string form, bool zipped)
    {
        using var whole = Sound(form);
        var names = whole.Names.ToArray();
        var rng = new Rng(5);
        for (var round = 0; round < 300; round++)
        {
            using var folder = Sound(form);
            var file = names[rng.NextInt(names.Length)];
            folder.With(file, Mutated(File.ReadAllBytes(Path.Combine(whole.Path, file)), rng));
            AssertOwnWords(zipped ? folder.Zip() : folder.Path, file, $"round {round}");
        }
    }

    [Theory]
    [InlineData("ml1m")]
    [InlineData("latest")]
    public void No_word_of_a_library_is_in_a_message_about_a_damaged_archive(string form)
    {
        using var whole = Sound(form);
        var bytes = File.ReadAllBytes(whole.Zip());
        var rng = new Rng(6);
        for (var round = 0; round < 300; round++)
        {
            using var folder = new DataFolder().With("damaged.zip", Mutated(bytes, rng));
            AssertOwnWords(Path.Combine(folder.Path, "damaged.zip"), ".", $"round {round}");
        }
    }

    [Fact]
    public void An_archive_in_an_archive_or_one_that_points_outside_is_no_data_set()
    {
        using var folder = DataFolder.Ml1M();
        var inner = File.ReadAllBytes(folder.Zip());
        using var outer = new DataFolder().With("ml-1m.zip", inner);
        AssertOwnWords(outer.Zip(), "packed.zip", "archive in an archive");
        using var slip = DataFolder.Ml1M();
        AssertOwnWords(slip.Zip("../../"), "packed.zip", "archive that points outside");
    }

    private static DataFolder Sound(string form) => form switch
    {
        "ml1m" => DataFolder.Ml1M(),
        "ml100k" => DataFolder.Ml100K(),
        _ => DataFolder.MlLatest(),
    };

    private static byte[] Mutated(byte[] bytes, Rng rng)
    {
        var at = rng.NextInt(bytes.Length);
        byte[] insert = rng.NextInt(6) switch
        {
            0 => [0],
            1 => [0x1F],
            2 => [(byte)'"'],
            3 => [0xFF, 0xFE],
            4 => Encoding.ASCII.GetBytes(new string('9', 70_000)),
            _ => [.. ":,|\t\n"u8],
        };
        byte[] flipped = [.. bytes];
        flipped[at] ^= (byte)(1 << rng.NextInt(8));
        return rng.NextInt(4) switch
        {
            0 => bytes[..at],
            1 => flipped,
            2 => [.. bytes[..at], .. insert, .. bytes[at..]],
            _ => Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(bytes)),
        };
    }

    private static void AssertOwnWords(string path, string file, string what)
    {
        var check = DatasetReader.Check(path); // throws nothing, whatever there is
        foreach (var fault in check.Faults)
        {
            var text = fault.ToString();
            Assert.DoesNotContain(s_telltales, word => text.Contains(word, StringComparison.Ordinal));
            Assert.True(fault.File.Contains('.', StringComparison.Ordinal), $"{what} of {file}: {text}");
        }

        if (!check.IsValid)
        {
            Assert.Equal(check.Faults[0].ToString(), Assert.Throws<InvalidDataException>(() => DatasetReader.Read(path)).Message);
        }
    }
}
