import type { Discovery } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Link } from "../../lib/router.tsx";
import { titleOf } from "../../lib/models.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Genres, Title } from "../../parts/film-parts.tsx";
import { Verdicts } from "../../parts/verdicts.tsx";
import { WatchButton } from "../../parts/watch-button.tsx";
import type { Judge } from "../discover.tsx";

/** The film that comes first, and large why. */
export function First({ found, judge }: { found: Discovery; judge: Judge }) {
  const first = found.rows[0]?.items[0];
  if (!first) {
    return null;
  }

  const name = nameOf(first.film.title);
  const strongest = first.why[0]?.contribution ?? 1;
  return (
    <section class="first" aria-label="First of all">
      <Link to={`/film/${first.film.id}`} class="picture">
        <span data-flip={first.film.id}>
          <Cover film={first.film} />
        </span>
        <span class="hidden-text">{name}, more about it</span>
      </Link>
      <div class="text">
        <p class="because">
          {first.why.length > 0 ? (
            <>
              Because you liked <b>{nameOf(first.why[0]!.film.title)}</b>
            </>
          ) : found.answeredBy === "popularity" ? (
            <>Most people liked</>
          ) : (
            <>No film you liked speaks for it more than for others</>
          )}
        </p>
        <h2>
          <Title film={first.film} />
        </h2>
        <Genres film={first.film} most={6} />
        {first.why.length > 0 && (
          <ol class="shares" aria-label="What puts it first">
            {first.why.map((reason) => (
              <li key={reason.film.id}>
                <Cover film={reason.film} size="small" />
                <span class="name">{nameOf(reason.film.title)}</span>
                <Meter value={reason.contribution / strongest} kind={found.answeredBy} />
              </li>
            ))}
          </ol>
        )}
        <div class="act-row">
          <Verdicts
            name={name}
            mark={undefined}
            skips={false}
            keys={false}
            onMark={(mark) => judge.say(first.film, mark.rating ?? (mark.action === "like" ? judge.highest : judge.lowest))}
          />
          <WatchButton film={first.film} />
        </div>
        <p class="note">
          {titleOf(found.answeredBy)} answers.
          {found.answeredBy === "item-cosine" &&
            " The agent is still in training; it takes over by itself with the next verdict."}
        </p>
      </div>
    </section>
  );
}
