namespace Drr.Agent.Data.Formats;

/// <summary>The files of the data set that a source holds.</summary>
/// <param name="Layout">Their form.</param>
/// <param name="Ratings">Path in the source.</param>
/// <param name="Items">Path in the source.</param>
/// <param name="Users">Path in the source, or <c>null</c> where the data set describes no users.</param>
internal sealed record FormFiles(FormLayout Layout, string Ratings, string? Items, string? Users)
{
    /// <summary>The one data set of a source, or <c>null</c> after reporting why there is none. One that lies higher up hides
    /// those below.</summary>
    public static FormFiles? Find(DataSource source, string path, FaultLog faults)
    {
        var found = source.Files.Where(file => FormLayout.All.Any(layout => IsRatings(file, layout))).ToArray();
        var depth = found.Length == 0 ? 0 : found.Min(Depth);
        var candidates = found.Where(file => Depth(file) == depth).ToArray();
        if (candidates.Length != 1)
        {
            var looked = string.Join(", ", FormLayout.All.GroupBy(layout => layout.Ratings.Name, layout => layout.Name)
                .Select(forms => $"{forms.Key} ({string.Join(", ", forms)})"));
            faults.Add(new(path, 0, candidates.Length == 0
                ? $"holds no data set; looked for {looked} in it and in the folders inside it."
                : $"holds several data sets: {string.Join(", ", candidates)}; give the path of one."));
            return null;
        }

        var ratings = candidates[0];
        var forms = FormLayout.All.Where(layout => IsRatings(ratings, layout)).ToArray();
        var folder = ratings[..^Path.GetFileName(ratings).Length];
        var form = Array.Find(forms, layout => Beside(layout.Users) is not null) ?? forms[^1]; // ML-10M is ML-1M without users
        var items = Beside(form.Items);
        if (items is null)
        {
            faults.Add(new(form.Items.Name, 0, $"is missing; looked for {folder}{form.Items.Name} beside {ratings} in {path}."));
        }

        return new(form, ratings, items, Beside(form.Users));

        bool IsRatings(string file, FormLayout layout) => Path.GetFileName(file) == layout.Ratings.Name;

        int Depth(string file) => file.Count(c => c == '/');

        string? Beside(FileLayout layout) => source.Files.Contains(folder + layout.Name) ? folder + layout.Name : null;
    }
}
