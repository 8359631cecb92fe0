import { service } from "../api/service.ts";
import type { Dataset } from "../api/types.ts";
import { count, date, figure, plural, share } from "../lib/format.ts";
import { useResource } from "../lib/resource.ts";
import { Bars } from "../parts/controls.tsx";
import { Cover } from "../parts/cover/cover.tsx";
import { Stars, Title } from "../parts/film-parts.tsx";
import { Ghosts, Loaded } from "../parts/states.tsx";
import { Import } from "./dataset/import.tsx";

/** What is loaded, in numbers, and the way to check and take in something else. */
export function DatasetView() {
  const dataset = useResource("dataset", service.dataset);
  return (
    <>
      <div class="heading">
        <div>
          <h1>Dataset</h1>
          <p>What the service has loaded, and a check for what you would load next.</p>
        </div>
      </div>
      <Loaded from={dataset} ghosts={<Ghosts count={3} height="12rem" className="stack" />}>
        {(data) => (
          <div class="stack">
            <Counts data={data} />
            <div class="thirds">
              <section class="panel" aria-labelledby="stars">
                <header>
                  <h2 id="stars">Stars given</h2>
                  <p class="note">mean {data.meanStars.toFixed(2)}</p>
                </header>
                <Bars
                  label="Stars"
                  items={[...data.stars].reverse().map((s) => ({
                    name: `${s.stars} ${s.stars === 1 ? "star" : "stars"}`,
                    value: s.count,
                    text: share(s.share),
                  }))}
                />
                <Facts data={data} />
              </section>
              <section class="panel" aria-labelledby="genres">
                <header>
                  <h2 id="genres">Genres</h2>
                  <p class="note">by ratings</p>
                </header>
                <Bars
                  label="Genres"
                  unit="ratings"
                  items={data.genres.map((g) => ({ name: g.name, value: g.ratings, text: count(g.ratings) }))}
                />
              </section>
              <BestOfAll />
            </div>
            <Import />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Counts({ data }: { data: Dataset }) {
  const counts: [string, string, string][] = [
    ["Users", count(data.users), `${figure(data.ratings / data.users)} ratings each`],
    [
      "Films",
      count(data.films),
      data.ratedFilms === data.films ? "all of them rated" : `${count(data.ratedFilms)} of them rated`,
    ],
    ["Ratings", count(data.ratings), `${figure(data.ratings / data.ratedFilms)} a rated film`],
    ["Sparsity", share(data.sparsity, 2), "of all pairs have no rating"],
  ];
  return (
    <section class="panel counts" aria-label={`Counts of ${data.name}`}>
      <div class="what">
        <h2>{data.name}</h2>
        <span class="chip good">loaded</span>
        <p class="note">
          {date(data.firstRating)} to {date(data.lastRating)}
        </p>
      </div>
      <dl>
        {counts.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
            <dd class="note">{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Facts({ data }: { data: Dataset }) {
  const facts: [string, string][] = [
    ["Scale", `${data.lowestStar} to ${data.highestStar}, in steps of ${data.starStep}`],
    ["Given on this page", `${plural(data.feedback, "verdict")}, ${plural(data.createdUsers, "new user")}`],
    ["Agent", data.model ? `${data.model.name}, last ${data.model.historyLength} liked films` : "none yet"],
    ...(data.modelFault === null
      ? []
      : ([[data.model ? "Newer agent, not taken" : "Why", data.modelFault]] as [string, string][])),
  ];
  return (
    <dl class="fields facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="number">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function BestOfAll() {
  const best = useResource("best of all time", (signal) => service.trending("all", "", 8, signal));
  return (
    <section class="panel" aria-labelledby="best">
      <header>
        <h2 id="best">Best of all time</h2>
        <p class="note">ratings, damped mean</p>
      </header>
      <Loaded from={best} ghosts={<Ghosts count={8} height="2.75rem" className="ghost-list" />}>
        {(list) => (
          <ol class="film-rows most">
            {list.items.map((item) => (
              <li key={item.film.id}>
                <Cover film={item.film} size="small" />
                <span class="name">
                  <Title film={item.film} />
                </span>
                <span class="number">{count(item.allRatings)}</span>
                <Stars value={item.score} mean />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}
