import { service } from "../api/service.ts";
import type { FilmFacts } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { count, date, plural, share } from "../lib/format.ts";
import { useResource } from "../lib/resource.ts";
import { Link } from "../lib/router.tsx";
import { Bars } from "../parts/controls.tsx";
import { Cover } from "../parts/cover/cover.tsx";
import { Genres } from "../parts/film-parts.tsx";
import { Ghosts, Loaded } from "../parts/states.tsx";
import { VisitorVerdict } from "../parts/visitor-verdict.tsx";
import { WatchButton } from "../parts/watch-button.tsx";

/** One film: what people think of it, and what is like it. */
export function FilmView({ id }: { id: number }) {
  const facts = useResource(`film ${id}`, (signal) => service.film(id, signal));
  return (
    <Loaded from={facts} ghosts={<Ghosts count={1} height="30rem" />}>
      {(all) => (
        <article class="film-page">
          <Head facts={all} />
          {all.similar.length > 0 && <Similar facts={all} />}
          <div class="figures">
            <People facts={all} />
            <Times facts={all} />
          </div>
        </article>
      )}
    </Loaded>
  );
}

const Head = ({ facts: { film, ratings, ratingsRank, meanStars, likedShare } }: { facts: FilmFacts }) => (
  <header class="film-head">
    <Cover film={film} />
    <div class="text">
      <h1>
        {nameOf(film.title)} {film.year !== null && <small class="number">{film.year}</small>}
      </h1>
      <Genres film={film} most={9} />
      {ratings > 0 ? (
        <dl class="fields">
          <div>
            <dt>Liked by</dt>
            <dd class="number">{share(likedShare!, 0)} of those who rated it</dd>
          </div>
          <div>
            <dt>Mean</dt>
            <dd class="number">{meanStars!.toFixed(2)} stars</dd>
          </div>
          <div>
            <dt>Ratings</dt>
            <dd class="number">
              {count(ratings)}, place {count(ratingsRank)} of all films
            </dd>
          </div>
        </dl>
      ) : (
        <p class="note">Nobody has rated it yet.</p>
      )}
      <VisitorVerdict film={film} />
      <WatchButton film={film} />
    </div>
  </header>
);

const Similar = ({ facts }: { facts: FilmFacts }) => (
  <section class="film-row" aria-labelledby="similar">
    <header>
      <h2 id="similar">Nearest to it for the agent</h2>
      <p class="note">Liked or passed over by the same people; how near, by the cosine of the two films' vectors</p>
    </header>
    <ul tabIndex={0} aria-labelledby="similar">
      {facts.similar.map(({ film, cosine }) => (
        <li key={film.id}>
          <article class="small-card" aria-label={film.title}>
            <Link to={`/film/${film.id}`}>
              <Cover film={film} />
              <span class="hidden-text">{nameOf(film.title)}, more about it</span>
            </Link>
            <p class="why-line number">{cosine.toFixed(2)} near</p>
          </article>
        </li>
      ))}
    </ul>
  </section>
);

const People = ({ facts }: { facts: FilmFacts }) => (
  <section class="panel" aria-labelledby="who">
    <header>
      <h2 id="who">Who likes it</h2>
      <p class="note">
        {facts.groups.length > 0 ? "share of each age group's ratings that are likes" : "how often each rating was given"}
      </p>
    </header>
    <Bars
      label="Who likes it"
      items={
        facts.groups.length > 0
          ? facts.groups.map((group) => ({
              name: group.name,
              value: group.likedShare,
              text: `${share(group.likedShare, 0)} of ${count(group.ratings)}`,
            }))
          : facts.stars.map((star) => ({ name: `${star.stars} stars`, value: star.share, text: count(star.count) }))
      }
    />
  </section>
);

/** Bars of equal spans of time: how many rated the film, and, by their colour, how well. */
function Times({ facts: { times, ratings } }: { facts: FilmFacts }) {
  const most = Math.max(...times.map((time) => time.ratings), 1);
  return (
    <section class="panel" aria-labelledby="times">
      <header>
        <h2 id="times">Ratings over time</h2>
        <p class="note">{date(times[0]!.from)} on; the darker, the better</p>
      </header>
      <ol class="times" aria-label={`${plural(ratings, "rating")} over time`}>
        {times.map((time) => (
          <li key={time.from} title={`from ${date(time.from)}: ${plural(time.ratings, "rating")}`}>
            <span
              style={{
                height: `${(100 * time.ratings) / most}%`,
                opacity: time.meanStars === null ? 0 : Math.min(1, Math.max(0.25, (time.meanStars - 2) / 3)),
              }}
            />
            <span class="hidden-text">
              {date(time.from)}: {plural(time.ratings, "rating")}
              {time.meanStars !== null && `, mean ${time.meanStars.toFixed(2)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
