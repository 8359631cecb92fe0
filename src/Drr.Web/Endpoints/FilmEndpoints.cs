using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;

namespace Drr.Web.Endpoints;

/// <summary>Films: found, and what is known of one.</summary>
internal static class FilmEndpoints
{
    private const int MostIds = 200;

    public static void MapFilms(this IEndpointRouteBuilder api)
    {
        var films = api.MapGroup("/films").WithTags("Films").ProducesValidationProblem();
        films.MapGet("", Find).WithSummary("Films by words of the title, typing errors forgiven, or by id.");
        films.MapGet("/{id}", (int id, Catalogue catalogue, ModelHost host) => FilmStatistics.Of(
                Item(catalogue, id) ?? throw RequestFault.Missing("id", string.Create(
                    CultureInfo.InvariantCulture, $"There is no film {id}.")),
                catalogue, host.Current?.Map))
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What the ratings say of a film, and the films nearest to it in the agent's space.");
    }

    private static FilmList Find(
        Catalogue catalogue, FilmSearch search,
        [StringLength(100)] [Description("Words of the title; each stands for a word that it begins, one or two letters aside.")]
        string? query = null,
        [StringLength(2000)] [Description("Ids with commas between them, at most 200; unknown ones are left out.")]
        string? ids = null,
        [Range(1, 50)] [Description("Films of a search at most.")] int top = 10)
    {
        if (ids is null)
        {
            return new([.. search.Find(query ?? "", top).Select(film => catalogue.Films[film])]);
        }

        var parts = ids.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MostIds
            || parts.Any(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            throw RequestFault.Invalid("ids", $"Must be at most {MostIds} whole numbers with commas between them.");
        }

        var found = parts.Select(part => Item(catalogue, int.Parse(part, CultureInfo.InvariantCulture))).OfType<int>();
        return new([.. found.Select(film => catalogue.Films[film])]);
    }

    private static int? Item(Catalogue catalogue, int id) => catalogue.Data.FindItem(id) is >= 0 and var item ? item : null;
}
