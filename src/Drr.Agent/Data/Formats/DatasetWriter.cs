using System.Text;
using CsvHelper;
using Drr.Tensors;

namespace Drr.Agent.Data.Formats;

/// <summary>Writes a data set so that <see cref="DatasetReader"/> reads the same one back, named as the folder.</summary>
public static class DatasetWriter
{
    /// <summary>Writes into a folder: in the ML-1M form where that loses nothing, otherwise in the ML-latest form, with a
    /// <c>users.csv</c> where there is something to say about users.</summary>
    /// <param name="dataset">What to write.</param>
    /// <param name="folder">Made where missing.</param>
    /// <param name="overwrite">Whether data files of any form may be replaced; they go once the new ones are complete.</param>
    /// <param name="cancellation">Stops it; nothing is left then of what it wrote.</param>
    /// <exception cref="ArgumentException">No form holds the data set without loss; the message says why.</exception>
    /// <exception cref="IOException">The folder holds data files and <paramref name="overwrite"/> is false.</exception>
    public static WrittenDataset Write(
        RatingDataset dataset, string folder, bool overwrite = false, CancellationToken cancellation = default)
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
        (string Path, Action<Stream> Write)[] files =
        [
            .. (reason is null ? Ml1M(dataset) : MlLatest(dataset))
                .Select(file => (Path.Combine(folder, file.Layout.Name), file.Write)),
        ];
        AtomicFile.WriteAll(files, cancellation);
        foreach (var file in existing.Except(files.Select(file => file.Path)))
        {
            File.Delete(file);
        }

        string[] names = [.. files.Select(file => Path.GetFileName(file.Path))];
        return new(reason is null ? DatasetForm.Ml1M : DatasetForm.MlLatest, names, reason);
    }

    private static IEnumerable<(FileLayout Layout, Action<Stream> Write)> Ml1M(RatingDataset data)
    {
        var form = FormLayout.Of(DatasetForm.Ml1M);
        yield return (form.Items, Lines(data.Items.Select(item => $"{item.Id}::{item.Title}::{string.Join('|', item.Genres)}")));
        yield return (form.Ratings, Lines(Ratings()));
        if (LossRules.DescribesUsers(data))
        {
            yield return (form.Users, Lines(data.Users.Select(user =>
                $"{user.Id}::{user.Gender}::{user.Age}::{Occupations.CodeOf(user.Occupation)}::{user.Zip}")));
        }

        IEnumerable<string> Ratings()
        {
            for (var row = 0; row < data.Ratings.Length; row++)
            {
                var (user, item, value, time) = data.Ratings[row];
                yield return $"{data.Users[user].Id}::{data.Items[item].Id}::{(int)value}::{time}";
            }
        }
    }

    private static IEnumerable<(FileLayout Layout, Action<Stream> Write)> MlLatest(RatingDataset data)
    {
        var form = FormLayout.Of(DatasetForm.MlLatest);
        yield return (form.Items, Csv(form.Items, data.Items, (csv, item) =>
        {
            csv.WriteField(item.Id);
            csv.WriteField(item.Title);
            csv.WriteField(item.Genres.Count == 0 ? FormLayout.NoGenres : string.Join('|', item.Genres));
        }));
        var stars = data.Scale == RatingScale.WholeStars ? "0" : "0.0"; // the point tells the reader the scale
        yield return (form.Ratings, Csv(form.Ratings, Enumerable.Range(0, data.Ratings.Length), (csv, row) =>
        {
            var (user, item, value, time) = data.Ratings[row];
            csv.WriteField(data.Users[user].Id);
            csv.WriteField(data.Items[item].Id);
            csv.WriteField(value, stars);
            csv.WriteField(time);
        }));
        if (LossRules.DescribesUsers(data) || LossRules.HasSilentUsers(data))
        {
            yield return (form.Users, Csv(form.Users, data.Users, (csv, user) =>
            {
                csv.WriteField(user.Id);
                csv.WriteField(user.Gender);
                csv.WriteField(user.Age);
                csv.WriteField(user.Occupation);
                csv.WriteField(user.Zip);
            }));
        }
    }

    private static Action<Stream> Lines(IEnumerable<string> lines) => file =>
    {
        using var writer = new StreamWriter(file, Encoding.Latin1, leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    };

    private static Action<Stream> Csv<T>(FileLayout layout, IEnumerable<T> rows, Action<CsvWriter, T> write) => file =>
    {
        using var csv = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(layout.Pattern.Split(','));
        foreach (var row in rows)
        {
            write(csv, row);
            csv.EndRecord();
        }
    };
}

/// <summary>What a writer wrote.</summary>
/// <param name="Form">The form that it chose.</param>
/// <param name="Files">The files' names.</param>
/// <param name="Reason">Why the data set does not fit the ML-1M form; <c>null</c> where it does.</param>
public sealed record WrittenDataset(DatasetForm Form, IReadOnlyList<string> Files, string? Reason);
