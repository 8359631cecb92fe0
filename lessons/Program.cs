using Drr.Lessons;

Lesson[] lessons =
[
    Lesson01.Lesson, Lesson02.Lesson, Lesson03.Lesson, Lesson04.Lesson, Lesson05.Lesson, Lesson06.Lesson,
    Lesson07.Lesson, Lesson08.Lesson, Lesson09.Lesson, Lesson10.Lesson, Lesson11.Lesson, Lesson12.Lesson,
];
var lesson = args.Length > 0 && int.TryParse(args[0], out var number) && number >= 1 && number <= lessons.Length
    ? lessons[number - 1] : null;
switch (args)
{
    case [_] when lesson is not null:
        lesson.Run();
        return 0;
    case [_, "check"] when lesson is not null:
        var missing = lesson.Check();
        Console.WriteLine(missing is null ? "Solved." : $"Asked: {lesson.Asked}\nNot yet: {missing}");
        return missing is null ? 0 : 1;
    case [_, "draw", var file] when lesson is { Draw: not null }:
        File.WriteAllText(file, lesson.Draw().ToSvg());
        return 0;
    case ["fault", var name] when Faults.Experiments.TryGetValue(name, out var experiment):
        experiment();
        return 0;
    default:
        Console.Error.WriteLine($"""
            usage: dotnet run -c Release --project lessons -- NUMBER              a lesson, 1 to {lessons.Length}
                   dotnet run -c Release --project lessons -- NUMBER check        its exercise
                   dotnet run -c Release --project lessons -- NUMBER draw FILE    its picture, if it has one, as SVG
                   dotnet run -c Release --project lessons -- fault NAME          {string.Join(", ", Faults.Experiments.Keys)}
            """);
        return 2;
}
