using Drr.Web.Contracts;
using Drr.Web.Protection;
using Drr.Web.Serving;
using Microsoft.AspNetCore.Mvc;

namespace Drr.Web.Endpoints;

/// <summary>Data sets from outside: checked, and kept where they are sound.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder api, ServerOptions options)
    {
        var imports = api.MapGroup("/imports").WithTags("Dataset").ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .RequireRateLimiting(RequestLimits.OneImport);
        imports.MapPost("", Upload)
            .WithMetadata(new RequestSizeLimitAttribute(options.ImportBytes))
            .WithFormOptions(multipartBodyLengthLimit: options.ImportBytes, valueCountLimit: 16)
            .DisableAntiforgery() // OriginCheck refuses other sites
            .WithSummary("Checks and keeps a data set: one zip file, or the files of a folder, of which those that belong to no "
                + "form are left out.");
        imports.MapPost("/path", FromPath)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .WithSummary("The same with a folder or zip file on the machine of the service, for requests from that machine "
                + "and through no proxy; links are not followed.");
    }

    private static async Task<ImportReport> Upload(
        IFormFileCollection files, [FromForm] string name, ImportStore store, CancellationToken stop)
    {
        if (files.Count == 0)
        {
            throw RequestFault.Invalid("files", "There is no file.");
        }

        var folder = Directory.CreateTempSubdirectory("drr-import-").FullName;
        try
        {
            foreach (var file in files)
            {
                if (ImportStore.NameOf(file.FileName, alone: files.Count == 1) is { } kept)
                {
                    await using var copy = File.Create(Path.Combine(folder, kept));
                    await file.CopyToAsync(copy, stop);
                }
            }

            var zip = Path.Combine(folder, ImportStore.Zip);
            return store.Import(File.Exists(zip) ? zip : folder, name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ImportReport FromPath(ImportPath import, HttpContext context, ImportStore store, ServerOptions options)
    {
        Proxies.RequireThisMachine(context, options);
        var path = Path.TrimEndingDirectorySeparator(import.Path);
        return !Path.IsPathFullyQualified(path) ? throw RequestFault.Invalid("path", "Must be a full path.")
            : ImportStore.HasLink(path) ? throw RequestFault.Invalid("path", "Must be, and hold, no link to another place.")
            : store.Import(path, Path.GetFileNameWithoutExtension(path));
    }
}
