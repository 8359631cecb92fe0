using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Drr.Web.Browser.Browser))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)] // one service, one state

namespace Drr.Web.Browser;

/// <summary>One service and one browser for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>How long a test may take, in milliseconds: one in whose page something goes round for ever
    /// fails by its name.</summary>
    public const int Patience = 60_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The service that the page comes from.</summary>
    public Service Service { get; } = new();

    /// <summary>Opens a page; a phone touches and is 360 wide.</summary>
    public async Task<OpenPage> Open(string path, bool phone = false, bool dark = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Service.Address.ToString(),
            ViewportSize = phone ? new() { Width = 360, Height = 740 } : new() { Width = 1280, Height = 800 },
            HasTouch = phone, IsMobile = phone, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var opened = new OpenPage(context, await context.NewPageAsync(), Service.Address);
        await opened.Page.GotoAsync(path);
        return opened;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DRR_CHROMIUM") ?? "/usr/bin/chromium", Args = ["--no-sandbox"],
        });
        await Service.Start();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Service.DisposeAsync();
    }
}
