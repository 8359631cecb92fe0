import { service } from "../api/service.ts";
import type { Trending, TrendingItem, Window } from "../api/types.ts";
import { count, date, plural } from "../lib/format.ts";
import { setQuery, usePlace } from "../lib/router.tsx";
import { useResource } from "../lib/resource.ts";
import { Bars, Meter, Segments, Select } from "../parts/controls.tsx";
import { Cover } from "../parts/cover/cover.tsx";
import { Genres, Stars, Title } from "../parts/film-parts.tsx";
import { Empty, Ghosts, Loaded } from "../parts/states.tsx";

const windows: { value: Window; label: string; means: string }[] = [
  { value: "7d", label: "7 days", means: "the last 7 days" },
  { value: "30d", label: "30 days", means: "the last 30 days" },
  { value: "365d", label: "365 days", means: "the last 365 days" },
  { value: "all", label: "All time", means: "all time" },
];

const [large, shown] = [4, 12];

/** What was rated well of late, by a mean that few ratings cannot push up. */
export function TrendingView() {
  const { query } = usePlace();
  const window = windows.find((w) => w.value === query.get("window")) ?? windows[1]!;
  const genre = query.get("genre") ?? "";
  const trending = useResource(`trending ${window.value} ${genre}`, (signal) =>
    service.trending(window.value, genre, shown, signal),
  );
  const dataset = useResource("dataset", service.dataset);
  const choose = (name: string) => setQuery({ genre: name === genre ? null : name });
  return (
    <>
      <div class="heading">
        <div>
          <h1>Trending</h1>
          <p>The films of {window.means}, counted back from the data set's last rating, best damped mean first.</p>
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
            value={window.value}
            options={windows}
            onChange={(value) => setQuery({ window: value === "30d" ? null : value })}
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
                    No film {genre && `of the genre ${genre} `}has a rating in {window.means} of the data set. Take a longer
                    window.
                  </p>
                </Empty>
              </div>
            ) : (
              <ol class="top-four" aria-label="The first four">
                {list.items.slice(0, large).map((item) => (
                  <Large key={item.film.id} item={item} />
                ))}
              </ol>
            )}
            <div class="below">
              {list.items.length > large && <Rest list={list} />}
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
    </>
  );
}

const Large = ({ item }: { item: TrendingItem }) => (
  <li class="panel">
    <div class="picture">
      <Cover film={item.film} />
      <span class="rank number" aria-hidden="true">
        {item.rank}
      </span>
    </div>
    <div class="text">
      <h2>
        <span class="hidden-text">{item.rank}. </span>
        <Title film={item.film} />
      </h2>
      <Genres film={item.film} />
      <dl class="fields">
        <div>
          <dt>Damped score</dt>
          <dd>
            <Stars value={item.score} mean />
          </dd>
        </div>
        <div>
          <dt>Recent ratings</dt>
          <dd class="number">{count(item.recentRatings)}</dd>
        </div>
        <div>
          <dt>Of all time</dt>
          <dd class="number">{count(item.allRatings)}</dd>
        </div>
      </dl>
    </div>
  </li>
);

function Rest({ list }: { list: Trending }) {
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
              <Title film={item.film} />
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
