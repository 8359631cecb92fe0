using System.Text;
using CsvHelper;

namespace Drr.Agent.Data.Formats;

/// <summary>Writes a data set so that <see cref="DatasetReader"/> reads the same one back, named as the folder.</summary>
public static class DatasetWriter
{
    /// <summary>Writes into a folder: in the ML-1M form where that loses nothing, otherwise in the ML-latest form, with a
    /// <c>users.csv</c> where there is something to say about users.</summary>
    /// <param name="dataset">What to write.</param>
    /// <param name="folder">Made where missing.</param>
    /// <param name="overwrite">Whether data files of any form may be replaced; they go once the new ones are complete.</param>
    /// <exception cref="ArgumentException">No form holds the data set without loss; the message says why.</exception>
    /// <exception cref="IOException">The folder holds data files and <paramref name="overwrite"/> is false.</exception>
    public static WrittenDataset Write(RatingDataset dataset, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(folder);
        if (LossRules.AnyForm(dataset) is { } impossible)
        {
            throw new ArgumentException($"'{dataset.Name}' cannot be written: {impossible}.", nameof(dataset));
        }

        var dataFiles = FormLayout.All.SelectMany(form => form.Files).Select(file => Path.Combine(folder, file.Name));
        var existing = dataFiles.Where(File.Exists).ToArray();
        if (existing.Length > 0 && !overwrite)
        {
            throw new IOException($"{existing[0]} is there already; choose another folder, or let it be overwritten.");
        }

        Directory.CreateDirectory(folder);
        var reason = LossRules.Ml1M(dataset);
        var written = reason is null ? WriteMl1M(dataset, folder) : WriteMlLatest(dataset, folder);
        foreach (var file in existing)
        {
            File.Delete(file);
        }

        foreach (var layout in written)
        {
            File.Move(Temporary(folder, layout), Path.Combine(folder, layout.Name), overwrite: true);
        }

        return new(reason is null ? DatasetForm.Ml1M : DatasetForm.MlLatest, [.. written.Select(layout => layout.Name)], reason);
    }

    private static List<FileLayout> WriteMl1M(RatingDataset data, string folder)
    {
        var form = FormLayout.Of(DatasetForm.Ml1M);
        var written = new List<FileLayout> { form.Items, form.Ratings };
        WriteLines(folder, form.Items, data.Items.Select(item => $"{item.Id}::{item.Title}::{string.Join('|', item.Genres)}"));
        WriteLines(folder, form.Ratings, Ratings());
        if (LossRules.DescribesUsers(data))
        {
            written.Add(form.Users);
            WriteLines(folder, form.Users, data.Users.Select(user =>
                $"{user.Id}::{user.Gender}::{user.Age}::{Occupations.CodeOf(user.Occupation)}::{user.Zip}"));
        }

        return written;

        IEnumerable<string> Ratings()
        {
            for (var row = 0; row < data.Ratings.Length; row++)
            {
                var (user, item, value, time) = data.Ratings[row];
                yield return $"{data.Users[user].Id}::{data.Items[item].Id}::{(int)value}::{time}";
            }
        }
    }

    private static List<FileLayout> WriteMlLatest(RatingDataset data, string folder)
    {
        var form = FormLayout.Of(DatasetForm.MlLatest);
        var written = new List<FileLayout> { form.Items, form.Ratings };
        WriteCsv(folder, form.Items, data.Items, (csv, item) =>
        {
            csv.WriteField(item.Id);
            csv.WriteField(item.Title);
            csv.WriteField(item.Genres.Count == 0 ? FormLayout.NoGenres : string.Join('|', item.Genres));
        });
        var stars = data.Scale == RatingScale.WholeStars ? "0" : "0.0"; // the point tells the reader the scale
        WriteCsv(folder, form.Ratings, Enumerable.Range(0, data.Ratings.Length), (csv, row) =>
        {
            var (user, item, value, time) = data.Ratings[row];
            csv.WriteField(data.Users[user].Id);
            csv.WriteField(data.Items[item].Id);
            csv.WriteField(value, stars);
            csv.WriteField(time);
        });
        if (LossRules.DescribesUsers(data) || LossRules.HasSilentUsers(data))
        {
            written.Add(form.Users);
            WriteCsv(folder, form.Users, data.Users, (csv, user) =>
            {
                csv.WriteField(user.Id);
                csv.WriteField(user.Gender);
                csv.WriteField(user.Age);
                csv.WriteField(user.Occupation);
                csv.WriteField(user.Zip);
            });
        }

        return written;
    }

    private static void WriteLines(string folder, FileLayout layout, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(Temporary(folder, layout), append: false, Encoding.Latin1) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    private static void WriteCsv<T>(string folder, FileLayout layout, IEnumerable<T> rows, Action<CsvWriter, T> write)
    {
        using var csv = CsvWriter.ToFile(Temporary(folder, layout), new CsvWriterOptions { NewLine = "\n" });
        csv.WriteRecord(layout.Pattern.Split(','));
        foreach (var row in rows)
        {
            write(csv, row);
            csv.EndRecord();
        }
    }

    private static string Temporary(string folder, FileLayout layout) => Path.Combine(folder, layout.Name + ".tmp");
}

/// <summary>What a writer wrote.</summary>
/// <param name="Form">The form that it chose.</param>
/// <param name="Files">The files' names.</param>
/// <param name="Reason">Why the data set does not fit the ML-1M form; <c>null</c> where it does.</param>
public sealed record WrittenDataset(DatasetForm Form, IReadOnlyList<string> Files, string? Reason);
