import type { Discovery, Film } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";

const shown = 10;
const step = 34; // pixels of a line

const listOf = (found: Discovery): Film[] =>
  (found.rows.find((row) => row.name === "forYou")?.items ?? []).slice(0, shown).map((item) => item.film);

/** The list before and after the last change, each film's way drawn between. */
export function Changes({ before, now }: { before: Discovery | null; now: Discovery }) {
  if (!before || before.verdicts.length === 0) {
    return null;
  }

  const [was, is] = [listOf(before), listOf(now)];
  const stayed = is.filter((film) => was.some((other) => other.id === film.id));
  const moved = stayed.filter((film) => was.findIndex((other) => other.id === film.id) !== is.indexOf(film));
  const gone = was.filter((film) => !is.some((other) => other.id === film.id));
  return (
    <details class="panel changes" open>
      <summary>
        <h2>What your last step changed</h2>
        <span class="note">
          {is.length - stayed.length} new, {gone.length} gone, {moved.length} moved
        </span>
      </summary>
      <div class="slope">
        <Side title="Before" films={was} others={is} />
        <svg
          viewBox={`0 0 100 ${shown * step}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          style={{ height: `${shown * step}px` }}
        >
          {stayed.map((film) => {
            const [from, to] = [was.findIndex((other) => other.id === film.id), is.indexOf(film)];
            const [y, z] = [(from + 0.5) * step, (to + 0.5) * step];
            return (
              <path
                key={film.id}
                d={`M0 ${y}C50 ${y} 50 ${z} 100 ${z}`}
                class={to < from ? "up" : to > from ? "down" : ""}
                vector-effect="non-scaling-stroke"
              />
            );
          })}
        </svg>
        <Side title="After" films={is} others={was} />
      </div>
    </details>
  );
}

const Side = ({ title, films, others }: { title: string; films: Film[]; others: Film[] }) => (
  <div class={title.toLowerCase()}>
    <h3>{title}</h3>
    <ol style={{ gridAutoRows: `${step}px` }}>
      {films.map((film, i) => (
        <li key={film.id} class={others.some((other) => other.id === film.id) ? "" : title === "After" ? "new" : "gone"}>
          <span class="number place">{i + 1}</span>
          <span class="name">{nameOf(film.title)}</span>
        </li>
      ))}
    </ol>
  </div>
);
