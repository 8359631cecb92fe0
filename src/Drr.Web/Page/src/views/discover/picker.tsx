import type { Discovery } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Cover } from "../../parts/cover/cover.tsx";
import { FilmSearch } from "../../parts/film-search.tsx";
import { Icon } from "../../parts/icons.tsx";
import { type Judge, wanted } from "../discover.tsx";

const offered = 18;

/** The first thing one sees: five places for films that one loves, a search, and well-known films to begin with. */
export function Picker({ found, judge, goOn }: { found: Discovery; judge: Judge; goOn: () => void }) {
  const loved = found.verdicts.map((one) => one.film);
  const more = mixed(found);
  return (
    <section class="picker" aria-labelledby="picker">
      <div class="ask">
        <h1 id="picker">
          Five films you <em>love</em>?
        </h1>
        <p class="lead">
          Name them, and an agent that learned from other people's sessions shows what it would put next. It follows every
          verdict. Nothing is kept but in this browser.
        </p>
        <FilmSearch label="Search all titles" onPick={(film) => judge.say(film, judge.highest)} />
        <ol class="slots" aria-label="Your five">
          {Array.from({ length: Math.max(wanted, loved.length) }, (_, i) => {
            const film = loved[i];
            return (
              <li key={film?.id ?? `empty ${i}`} class={film ? "taken" : ""}>
                {film ? (
                  <button type="button" data-flip={film.id} title="Take back" onClick={() => judge.unsay(film)}>
                    <Cover film={film} />
                    <span class="hidden-text">Take back {nameOf(film.title)}</span>
                  </button>
                ) : (
                  <span class="number">{i + 1}</span>
                )}
              </li>
            );
          })}
        </ol>
        {loved.length > 0 && (
          <button type="button" class="button main" onClick={goOn}>
            {loved.length < wanted ? `Show me with ${loved.length}` : "Show me"}
            <Icon name="next" />
          </button>
        )}
      </div>
      <h2>{loved.length === 0 ? "Or begin with what many loved" : "More to choose from"}</h2>
      <ul class="offers">
        {more.slice(0, offered).map((film) => (
          <li key={film.id} data-flip={film.id}>
            <button type="button" onClick={() => judge.say(film, judge.highest)}>
              <Cover film={film} />
              <span class="hidden-text">I love {nameOf(film.title)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Films of all rows in turns, so that the first ones are of every kind. */
function mixed(found: Discovery) {
  const longest = Math.max(...found.rows.map((row) => row.items.length), 0);
  return Array.from({ length: longest }, (_, i) => found.rows.flatMap((row) => row.items[i]?.film ?? [])).flat();
}
