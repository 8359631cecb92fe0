import { useEffect, useRef } from "preact/hooks";
import { connected } from "./api/http.ts";
import { lastSession, Link, usePlace } from "./lib/router.tsx";
import { useStore } from "./lib/store.ts";
import { setTheme, theme, type Theme } from "./lib/theme.ts";
import { Icon, type IconName } from "./parts/icons.tsx";
import { Empty } from "./parts/states.tsx";
import { TokenDialog } from "./parts/token-dialog.tsx";
import { DatasetView } from "./views/dataset.tsx";
import { DiscoverView } from "./views/discover.tsx";
import { FilmView } from "./views/film.tsx";
import { MapView } from "./views/map.tsx";
import { SessionView } from "./views/session.tsx";
import { TrainingView } from "./views/training.tsx";
import { TrendingView } from "./views/trending.tsx";
import { UsersView } from "./views/users.tsx";
import { WatchView } from "./views/watch.tsx";

interface Tab {
  path: string;
  name: string;
  icon: IconName;
}

/** What a visitor comes for. */
const front: Tab[] = [
  { path: "/", name: "For you", icon: "discover" },
  { path: "/map", name: "Map", icon: "map" },
  { path: "/trending", name: "Trending", icon: "trending" },
  { path: "/watch", name: "Watch list", icon: "watch" },
];

/** What stands behind it. */
const workshop: Tab[] = [
  { path: "/session", name: "Session", icon: "session" },
  { path: "/users", name: "Users", icon: "users" },
  { path: "/training", name: "Training", icon: "training" },
  { path: "/dataset", name: "Dataset", icon: "dataset" },
];

const views = [...front, ...workshop];

/** The frame around every view. */
export function App() {
  const { path } = usePlace();
  const main = useRef<HTMLElement>(null);
  const view = views.find((v) => (v.path === "/" ? path === "/" : path.split("/")[1] === v.path.slice(1)));
  const shown = useRef(path);
  const session = useStore(lastSession);

  useEffect(() => {
    document.title = `${view?.name ?? (path.startsWith("/film/") ? "Film" : "Not found")} · DrrNative`;
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
          <Link to="/" class="brand">
            <Mark />
            DrrNative
          </Link>
          <nav class="tabs" aria-label="Views">
            {front.map((v) => (
              <TabLink key={v.path} tab={v} to={v.path} current={v === view} />
            ))}
          </nav>
          <nav class="tabs workshop" aria-label="Workshop">
            {workshop.map((v) => (
              <TabLink
                key={v.path}
                tab={v}
                to={v.path === "/session" && session !== null && v !== view ? `/session/${session}` : v.path}
                current={v === view}
              />
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

const TabLink = ({ tab, to, current }: { tab: Tab; to: string; current: boolean }) => (
  <Link to={to} {...(current ? { "aria-current": "page" as const } : {})}>
    <Icon name={tab.icon} />
    {tab.name}
  </Link>
);

function viewOf(view: string | undefined, path: string) {
  switch (view) {
    case "/":
      return <DiscoverView />;
    case "/map":
      return <MapView />;
    case "/watch":
      return <WatchView />;
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
    default: {
      const film = /^\/film\/(\d{1,9})$/.exec(path)?.[1];
      if (film !== undefined) {
        return <FilmView key={film} id={Number(film)} />;
      }

      return (
        <Empty whole icon="search" title="There is nothing at this address">
          <p>
            <Link to="/">Begin with films you love</Link>, or choose a view above.
          </p>
        </Empty>
      );
    }
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
