import { useState } from "preact/hooks";
import { service } from "../api/service.ts";
import type { Trending, TrendingItem, Window } from "../api/types.ts";
import { count, date, plural } from "../lib/format.ts";
import { setQuery, usePlace } from "../lib/router.tsx";
import { useResource } from "../lib/resource.ts";
import { Bars, Meter, Segments, Select } from "../parts/controls.tsx";
import { Cover } from "../parts/cover/cover.tsx";
import { Genres, Stars, Title } from "../parts/film-parts.tsx";
import { Empty, Ghosts, Loaded } from "../parts/states.tsx";
import { Figures, TrendingDetails } from "./trending/film-details.tsx";

const windows: { value: Window; label: string; means: string }[] = [
  { value: "7d", label: "7 days", means: "the last 7 days" },
  { value: "30d", label: "30 days", means: "the last 30 days" },
  { value: "365d", label: "365 days", means: "the last 365 days" },
  { value: "all", label: "All time", means: "all time" },
];

const [large, shown] = [4, 12];

/** Ratings that each of the first films must have in a window chosen for the reader: as many as the damping adds (TrendingWindows). */
const enough = 10;

/** A window's list; of the shortest window with enough ratings where none was chosen, all time at last. */
async function listOf(chosen: Window | null, genre: string, signal: AbortSignal): Promise<Trending> {
  for (const { value } of windows) {
    if (chosen === null || value === chosen) {
      const list = await service.trending(value, genre, shown, signal);
      const first = list.items.slice(0, large);
      const sound = first.length === large && first.every((item) => item.recentRatings >= enough);
      if (sound || value === chosen || value === "all") {
        return list;
      }
    }
  }

  throw new Error("All time ends the search.");
}

/** What was rated well of late, by a mean that few ratings cannot push up. */
export function TrendingView() {
  const { query } = usePlace();
  const chosen = windows.find((w) => w.value === query.get("window"))?.value ?? null;
  const genre = query.get("genre") ?? "";
  const [open, setOpen] = useState<TrendingItem | null>(null);
  const trending = useResource(`trending ${chosen} ${genre}`, (signal) => listOf(chosen, genre, signal));
  const window = windows.find((w) => w.value === (chosen ?? trending.value?.window));
  const dataset = useResource("dataset", service.dataset);
  const choose = (name: string) => setQuery({ genre: name === genre ? null : name });
  return (
    <>
      <div class="heading">
        <div>
          <h1>Trending</h1>
          <p>
            {window ? `The films of ${window.means}` : "Films"}, counted back from the data set's last rating, best damped mean
            first.
            {chosen === null && window && window !== windows[0] && ` ${whyOf(window.value)}`}
          </p>
        </div>
        <div class="row ends">
          <Select
            label="Genre"
            value={genre}
            empty="All genres"
            options={dataset.value?.genres.map((g) => g.name).sort() ?? (genre ? [genre] : [])}
            onChange={(name) => setQuery({ genre: name })}
          />
          <Segments
            name="window"
            label="Window"
            value={window?.value ?? null}
            options={windows}
            onChange={(value) => setQuery({ window: value })}
          />
        </div>
      </div>
      <Loaded from={trending} ghosts={<Ghosts count={large} height="26rem" className="top-four" />}>
        {(list) => (
          <div class={`stack${trending.loading ? " stale" : ""}`}>
            {list.items.length === 0 ? (
              <div class="panel">
                <Empty icon="trending" title="Nothing was rated then">
                  <p>
                    No film {genre && `of the genre ${genre} `}has a rating in {window?.means} of the data set. Take a longer
                    window.
                  </p>
                </Empty>
              </div>
            ) : (
              <ol class="top-four" aria-label="The first four">
                {list.items.slice(0, large).map((item) => (
                  <Large key={item.film.id} item={item} open={() => setOpen(item)} />
                ))}
              </ol>
            )}
            <div class="below">
              {list.items.length > large && <Rest list={list} open={setOpen} />}
              <section class="panel" aria-labelledby="genres">
                <header>
                  <h2 id="genres">Ratings by genre</h2>
                  <p class="note">
                    {date(list.from)} to {date(list.to)}
                  </p>
                </header>
                {list.genres.length > 0 ? (
                  <Bars
                    label="Genres"
                    unit="ratings"
                    pressed={genre}
                    onPress={choose}
                    items={list.genres.map((g) => ({ name: g.name, value: g.ratings, text: count(g.ratings) }))}
                  />
                ) : (
                  <p class="note">No ratings.</p>
                )}
              </section>
            </div>
          </div>
        )}
      </Loaded>
      {open && <TrendingDetails item={open} close={() => setOpen(null)} />}
    </>
  );
}

/** Why no shorter window was chosen than this one. */
const whyOf = (window: Window): string =>
  window === "all"
    ? `In every shorter window one of the first ${large} has fewer than ${enough} ratings.`
    : `In shorter windows one of the first ${large} has fewer than ${enough} ratings.`;

const Large = ({ item, open }: { item: TrendingItem; open: () => void }) => (
  <li class="panel">
    <div class="picture" onClick={open}>
      <Cover film={item.film} />
      <span class="rank number" aria-hidden="true">
        {item.rank}
      </span>
    </div>
    <div class="text">
      <h2>
        <span class="hidden-text">{item.rank}. </span>
        <button type="button" class="open" onClick={open}>
          <Title film={item.film} />
        </button>
      </h2>
      <Genres film={item.film} />
      <Figures item={item} />
    </div>
  </li>
);

function Rest({ list, open }: { list: Trending; open: (item: TrendingItem) => void }) {
  const rest = list.items.slice(large);
  const most = Math.max(...rest.map((item) => item.recentRatings));
  return (
    <section class="panel" aria-labelledby="rest">
      <header>
        <h2 id="rest">And after them</h2>
        <p class="note">
          {plural(list.ratings, "rating")} of {plural(list.films, "film")} by {plural(list.users, "user")}
        </p>
      </header>
      <ol class="film-rows">
        {rest.map((item) => (
          <li key={item.film.id}>
            <span class="number place">{item.rank}</span>
            <Cover film={item.film} size="small" />
            <span class="name">
              <button type="button" class="open" onClick={() => open(item)}>
                <Title film={item.film} />
              </button>
              <small class="line">{item.film.genres.join(", ")}</small>
            </span>
            <Stars value={item.score} mean />
            <span class="recent">
              <span class="number">
                {count(item.recentRatings)}
                <span class="hidden-text"> ratings</span>
              </span>
              <Meter value={item.recentRatings / most} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
