using System.Text;
using System.Text.Json;
using CsvHelper;
using Drr.Tensors;

namespace Drr.Agent.Data.Formats;

/// <summary>Writes a data set so that <see cref="DatasetReader"/> reads the same one back, named as the folder.</summary>
public static class DatasetWriter
{
    /// <summary>Writes into a folder: in the ML-1M form where that loses nothing, else in the ML-latest form, with a
    /// <c>users.csv</c> where there is something to say about users, else in the project's own, <see
    /// cref="DatasetForm.Table"/>.</summary>
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

        var dataFiles = DatasetReader.FileNames.Select(file => Path.Combine(folder, file));
        var existing = dataFiles.Where(File.Exists).ToArray();
        if (existing.Length > 0 && !overwrite)
        {
            throw new IOException($"{existing[0]} is there already; choose another folder, or let it be overwritten.");
        }

        Directory.CreateDirectory(folder);
        var foreign = LossRules.AnyMovieLens(dataset);
        var reason = foreign ?? LossRules.Ml1M(dataset);
        var form = foreign is not null ? DatasetForm.Table : reason is null ? DatasetForm.Ml1M : DatasetForm.MlLatest;
        var contents = form switch
        {
            DatasetForm.Ml1M => Ml1M(dataset),
            DatasetForm.MlLatest => MlLatest(dataset),
            _ => Table(dataset),
        };
        (string Path, Action<Stream> Write)[] files = [.. contents.Select(file => (Path.Combine(folder, file.Name), file.Write))];
        AtomicFile.WriteAll(files, cancellation);
        foreach (var file in existing.Except(files.Select(file => file.Path)))
        {
            File.Delete(file);
        }

        string[] names = [.. files.Select(file => Path.GetFileName(file.Path))];
        return new(form, names, reason);
    }

    private static IEnumerable<(string Name, Action<Stream> Write)> Ml1M(RatingDataset data)
    {
        var form = FormLayout.Of(DatasetForm.Ml1M);
        var items = data.Items.Select(item => $"{item.Id}::{item.Title}::{string.Join('|', item.Genres)}");
        yield return (form.Items.Name, Lines(items));
        yield return (form.Ratings.Name, Lines(Ratings()));
        if (LossRules.DescribesUsers(data))
        {
            yield return (form.Users.Name, Lines(data.Users.Select(user =>
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

    private static IEnumerable<(string Name, Action<Stream> Write)> MlLatest(RatingDataset data)
    {
        var form = FormLayout.Of(DatasetForm.MlLatest);
        yield return (form.Items.Name, Csv(Header(form.Items), data.Items, (csv, item) =>
        {
            csv.WriteField(item.Id);
            csv.WriteField(item.Title);
            csv.WriteField(item.Genres.Count == 0 ? FormLayout.NoGenres : string.Join('|', item.Genres));
        }));
        var stars = data.Scale == RatingScale.WholeStars ? "0" : "0.0"; // the point tells the reader the scale
        yield return (form.Ratings.Name, Csv(Header(form.Ratings), Enumerable.Range(0, data.Ratings.Length), (csv, row) =>
        {
            var (user, item, value, time) = data.Ratings[row];
            csv.WriteField(data.Users[user].Id);
            csv.WriteField(data.Items[item].Id);
            csv.WriteField(value, stars);
            csv.WriteField(time);
        }));
        if (LossRules.DescribesUsers(data) || LossRules.HasSilentUsers(data))
        {
            yield return (form.Users.Name, Csv(Header(form.Users), data.Users, (csv, user) =>
            {
                csv.WriteField(user.Id);
                csv.WriteField(user.Gender);
                csv.WriteField(user.Age);
                csv.WriteField(user.Occupation);
                csv.WriteField(user.Zip);
            }));
        }
    }

    private static string[] Header(FileLayout layout) => layout.Pattern.Split(',');

    private static IEnumerable<(string Name, Action<Stream> Write)> Table(RatingDataset data)
    {
        var noun = data.ItemNoun;
        string[] header = data.HasTimes ? ["user", noun, "rating", "time"] : ["user", noun, "rating"];
        yield return (TableFolder.Ratings, Csv(header, Enumerable.Range(0, data.Ratings.Length), (csv, row) =>
        {
            var (user, item, value, time) = data.Ratings[row];
            csv.WriteField(data.Users[user].Label);
            csv.WriteField(data.Items[item].Label);
            csv.WriteField(value, "0.####");
            if (data.HasTimes)
            {
                csv.WriteField(time);
            }
        }));
        yield return (TableFolder.Items, Csv([noun, "title", "genres"], data.Items, (csv, item) =>
        {
            csv.WriteField(item.Label);
            csv.WriteField(item.Title == item.Label ? "" : item.Title);
            csv.WriteField(string.Join('|', item.Genres));
        }));
        var hasUsers = LossRules.DescribesUsers(data) || LossRules.HasSilentUsers(data);
        if (hasUsers)
        {
            yield return (TableFolder.Users, Csv(["user", "gender", "age", "occupation", "zip"], data.Users, (csv, user) =>
            {
                csv.WriteField(user.Label);
                csv.WriteField(user.Gender);
                csv.WriteField(user.Age);
                csv.WriteField(user.Occupation);
                csv.WriteField(user.Zip);
            }));
        }

        var options = new TableOptions
        {
            Columns = $"user=user,item={noun},rating=rating" + (data.HasTimes ? ",time=time" : ""),
            Separator = "comma",
            Scale = data.Scale.Text,
            ItemFile = TableFolder.Items,
            ItemColumns = $"item={noun},title=title,genres=genres",
            UserFile = hasUsers ? TableFolder.Users : null,
        };
        yield return (TableFolder.Description, file => JsonSerializer.Serialize(file, options, TableFolder.Json));
    }

    private static Action<Stream> Lines(IEnumerable<string> lines) => file =>
    {
        using var writer = new StreamWriter(file, Encoding.Latin1, leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    };

    private static Action<Stream> Csv<T>(string[] header, IEnumerable<T> rows, Action<CsvWriter, T> write) => file =>
    {
        using var csv = CsvWriter.Create(file, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(header);
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
