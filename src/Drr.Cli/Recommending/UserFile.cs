using System.Globalization;
using Drr.Agent.Data;
using Drr.Tensors;

namespace Drr.Cli.Recommending;

/// <summary>A text file with the raw id of a user on each line; empty lines are passed over.</summary>
internal static class UserFile
{
    private const int MostFaults = 20;

    /// <summary>The dense ids, in the file's order.</summary>
    /// <exception cref="InvalidDataException">A line is no id of a user; the message lists the first faults as
    /// <c>file:line: text</c>.</exception>
    internal static List<int> Read(string path, RatingDataset data)
    {
        var (users, faults, line) = (new List<int>(), new List<string>(), 0);
        foreach (var text in RegularFile.ReadText(path).Split('\n').Select(text => text.Trim()))
        {
            line++;
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (isNumber && data.FindUser(id) is >= 0 and var user)
            {
                users.Add(user);
            }
            else if (text.Length > 0 && faults.Count < MostFaults)
            {
                faults.Add(isNumber
                    ? $"{path}:{line}: no user {id} in {data.Name}; its users are {data.Users[0].Id} to {data.Users[^1].Id}."
                    : $"{path}:{line}: expected the id of a user, a whole number, not '{text}'.");
            }
        }

        return faults.Count > 0 ? throw new InvalidDataException(string.Join(Environment.NewLine, faults))
            : users.Count > 0 ? users
            : throw new InvalidDataException($"{path}: no user in it; write the id of one on each line.");
    }
}
