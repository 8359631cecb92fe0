import { useEffect, useRef } from "preact/hooks";
import { connected } from "./api/http.ts";
import { lastSession, Link, usePlace } from "./lib/router.tsx";
import { useStore } from "./lib/store.ts";
import { setTheme, theme, type Theme } from "./lib/theme.ts";
import { Icon, type IconName } from "./parts/icons.tsx";
import { Empty } from "./parts/states.tsx";
import { TokenDialog } from "./parts/token-dialog.tsx";
import { DatasetView } from "./views/dataset.tsx";
import { SessionView } from "./views/session.tsx";
import { TrainingView } from "./views/training.tsx";
import { TrendingView } from "./views/trending.tsx";
import { UsersView } from "./views/users.tsx";

const views: { path: string; name: string; icon: IconName }[] = [
  { path: "/dataset", name: "Dataset", icon: "dataset" },
  { path: "/trending", name: "Trending", icon: "trending" },
  { path: "/users", name: "Users", icon: "users" },
  { path: "/session", name: "Session", icon: "session" },
  { path: "/training", name: "Training", icon: "training" },
];

/** The frame around every view. */
export function App() {
  const { path } = usePlace();
  const main = useRef<HTMLElement>(null);
  const view = views.find((v) => path.startsWith(v.path)) ?? (path === "/" ? views[0] : undefined);
  const shown = useRef(path);
  const session = useStore(lastSession);

  useEffect(() => {
    document.title = view ? `${view.name} · DrrNative` : "Not found · DrrNative";
    if (shown.current !== path) {
      shown.current = path;
      main.current?.focus(); // a screen reader begins to read where the new view begins
    }
  }, [path, view]);

  return (
    <>
      <a class="skip" href="#main">
        Skip to the view
      </a>
      <header class="top">
        <div>
          <Link to="/dataset" class="brand">
            <Mark />
            DrrNative
          </Link>
          <nav class="tabs" aria-label="Views">
            {views.map((v) => (
              <Link
                key={v.path}
                to={v.path === "/session" && session !== null && v !== view ? `/session/${session}` : v.path}
                {...(v === view ? { "aria-current": "page" as const } : {})}
              >
                <Icon name={v.icon} />
                {v.name}
              </Link>
            ))}
          </nav>
          <ThemeButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        {viewOf(view?.path, path)}
      </main>
      <footer class="foot">
        <span>DRR, recommendation as reinforcement learning (Liu et al. 2018)</span>
        <a href="/openapi/v1.json">The service's description</a>
        <a href="/metrics">Its counters</a>
      </footer>
      <LostConnection />
      <TokenDialog />
    </>
  );
}

function viewOf(view: string | undefined, path: string) {
  switch (view) {
    case "/dataset":
      return <DatasetView />;
    case "/trending":
      return <TrendingView />;
    case "/users":
      return <UsersView />;
    case "/session": {
      const user = Number(path.split("/")[2] ?? "");
      return <SessionView key={user} user={Number.isInteger(user) && user > 0 ? user : null} />;
    }
    case "/training":
      return <TrainingView />;
    default:
      return (
        <Empty whole icon="search" title="There is nothing at this address">
          <p>
            <Link to="/dataset">Begin with the data set</Link>, or choose a view above.
          </p>
        </Empty>
      );
  }
}

const Mark = () => (
  <svg viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="#0d5f5a" />
    <path
      d="M9 22.5 14 12l4.5 7L23 9.5"
      fill="none"
      stroke="#f4efe6"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
    <circle cx="23" cy="9.5" r="2.6" fill="#f2b35e" />
  </svg>
);

/** System, light, dark, and round again. */
function ThemeButton() {
  const now = useStore(theme);
  const next: Theme = now === "system" ? "light" : now === "light" ? "dark" : "system";
  const names = { system: "as the system", light: "light", dark: "dark" };
  return (
    <button
      type="button"
      class="theme"
      onClick={() => setTheme(next)}
      title={`Colours: ${names[now]}. Click for ${names[next]}.`}
      aria-label={`Colours: ${names[now]}. Change to ${names[next]}.`}
    >
      <Icon name={now === "system" ? "system" : now === "light" ? "sun" : "moon"} />
    </button>
  );
}

const LostConnection = () => (
  <div role="status" aria-live="assertive">
    {!useStore(connected) && <div class="lost">No connection to the service. Trying again every second.</div>}
  </div>
);
