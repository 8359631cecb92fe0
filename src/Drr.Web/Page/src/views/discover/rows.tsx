import type { Discovery, FilmRow, RecommendedFilm } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Link } from "../../lib/router.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Icon } from "../../parts/icons.tsx";
import { WatchButton } from "../../parts/watch-button.tsx";
import type { Judge } from "../discover.tsx";

const titles: Record<Exclude<FilmRow["name"], "genre">, [string, string]> = {
  forYou: ["For you", "what the agent would show next"],
  hiddenGems: ["Hidden gems", "well ranked for you, outside of the best known fifth"],
  different: ["Something different", "of the best for you, what lies farthest from your films"],
};

export function titleOfRow(row: FilmRow, found: Discovery): [string, string] {
  return row.name === "genre"
    ? [`${row.genre} for you`, "the best of the genre that is left"]
    : found.answeredBy === "popularity" && row.name === "forYou"
      ? ["What most people liked", "like one of them, and the list becomes yours"]
      : titles[row.name];
}

/** The rows, less the film that stands above them. A film that moves, within its row or to another, glides there, and says how
 * far it came in the whole list. */
export function Rows({ before, found, judge }: { before: Discovery | null; found: Discovery; judge: Judge }) {
  const ranks = new Map(before?.rows.flatMap((row) => row.items.map((item) => [item.film.id, item.rank] as const)));
  return (
    <>
      {found.rows.map((row) => {
        const [title, means] = titleOfRow(row, found);
        const id = `row-${row.name}-${row.genre ?? ""}`;
        return (
          <section key={id} class="film-row" aria-labelledby={id}>
            <header>
              <h2 id={id}>{title}</h2>
              <p class="note">{means}</p>
            </header>
            <ul tabIndex={0} aria-labelledby={id}>
              {row.items.slice(row.name === "forYou" ? 1 : 0).map((item) => (
                <li key={item.film.id} data-flip={item.film.id}>
                  <Card item={item} rise={riseOf(item, ranks)} judge={judge} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** Places gained since the verdict before; "new" where the film was in no row; null without a verdict before. */
function riseOf(item: RecommendedFilm, ranks: ReadonlyMap<number, number>): number | "new" | null {
  const was = ranks.get(item.film.id);
  return ranks.size === 0 ? null : was === undefined ? "new" : was - item.rank;
}

function Card({ item, rise, judge }: { item: RecommendedFilm; rise: number | "new" | null; judge: Judge }) {
  const name = nameOf(item.film.title);
  return (
    <article class="small-card" aria-label={item.film.title}>
      <div class="picture">
        <Link to={`/film/${item.film.id}`}>
          <Cover film={item.film} />
          <span class="hidden-text">{name}, more about it</span>
        </Link>
        {rise !== null && rise !== 0 && (
          <span class={`rise ${rise === "new" ? "new" : rise > 0 ? "up" : "down"}`}>
            {rise === "new" ? "new" : `${rise > 0 ? "▲" : "▼"} ${Math.abs(rise)}`}
            <span class="hidden-text">{rise !== "new" && (rise > 0 ? " places up" : " places down")}</span>
          </span>
        )}
        <WatchButton film={item.film} small />
      </div>
      <p class="why-line">
        {item.why[0] ? (
          <>
            because you liked <b>{nameOf(item.why[0].film.title)}</b>
          </>
        ) : (
          item.film.genres.join(", ")
        )}
      </p>
      <div class="say" role="group" aria-label={`Judge ${name}`}>
        <button type="button" class="like" onClick={() => judge.say(item.film, judge.highest)}>
          <Icon name="like" />
          Like
        </button>
        <button type="button" class="dislike" onClick={() => judge.say(item.film, judge.lowest)}>
          <Icon name="dislike" />
          Not for me
        </button>
      </div>
    </article>
  );
}
