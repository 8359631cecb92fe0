using Microsoft.AspNetCore.OpenApi;

namespace Drr.Web;

/// <summary>The OpenAPI document, apart from what endpoints say of themselves.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new()
        {
            Title = "DrrNative", Version = "v1",
            Description = "Film recommendations by deep reinforcement learning, beside two baselines. A refused request is "
                + "answered with a ProblemDetails whose `errors` name the field at fault.",
        };
        document.Servers?.Clear();
        return Task.CompletedTask;
    });
}
