using Microsoft.Playwright;

namespace Drr.Web.Browser;

/// <summary>A page in a context of its own. It must leave no fault behind, and ask no other address.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly CancellationTokenRegistration _end;
    private readonly List<string> _faults = [], _strangers = [];

    internal OpenPage(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page) = (context, page);
        // when a test is out of time, whatever waits for its page ends
        _end = TestContext.Current.CancellationToken.Register(() => _ = context.CloseAsync());
        page.PageError += (_, fault) => _faults.Add(fault);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !MayFail)
            {
                _faults.Add($"{response.Status} {response.Request.Method} {response.Url}");
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !MayFail)
            {
                _faults.Add(message.Text);
            }
        };
        context.Request += (_, request) =>
        {
            if (!address.IsBaseOf(new Uri(request.Url)))
            {
                _strangers.Add(request.Url);
            }
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Whether requests are meant to fail, which the browser reports as errors.</summary>
    public bool MayFail { get; set; }

    /// <summary>A button by what it says, in full or from its beginning.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>One of a few that lie side by side.</summary>
    public ILocator Choice(string name) => Page.GetByRole(AriaRole.Radio, new() { Name = name, Exact = true });

    /// <summary>A list to choose from.</summary>
    public ILocator List(string name) => Page.GetByRole(AriaRole.Combobox, new() { Name = name, Exact = true });

    /// <summary>The films to judge.</summary>
    public ILocator Cards => Page.Locator(".film-card");

    /// <summary>The titles of the films to judge.</summary>
    public async Task<IReadOnlyList<string>> Titles()
    {
        await Assertions.Expect(Cards.First).ToBeVisibleAsync();
        return await Cards.Locator("h3").AllInnerTextsAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.DisposeAsync();
        await _context.DisposeAsync();
        Assert.Empty(_faults);
        Assert.Empty(_strangers);
    }
}
