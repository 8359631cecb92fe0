import { service } from "../api/service.ts";
import type { Film } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { useResource } from "../lib/resource.ts";
import { Link } from "../lib/router.tsx";
import { useStore } from "../lib/store.ts";
import { say, unsay, visit } from "../lib/visit.ts";
import { type Mark, Verdicts } from "./verdicts.tsx";

/** The visitor's own verdict on a film, wherever it is met; "For you" follows it. */
export function VisitorVerdict({ film }: { film: Film }) {
  const scale = useResource("dataset", service.dataset).value;
  const given = useStore(visit).find((one) => one.movieId === film.id);
  if (!scale) {
    return null;
  }

  const { lowestStar, highestStar } = scale;
  const ratingOf = (mark: Mark) => mark.rating ?? (mark.action === "like" ? highestStar : lowestStar);
  const mark: Mark | undefined = given && { action: "rate", rating: given.rating };
  return (
    <section class="verdict" aria-label="Verdict">
      <Verdicts
        name={nameOf(film.title)}
        mark={mark}
        onMark={(next) => visit.set(say(visit.value, film.id, ratingOf(next)))}
        skips={false}
        keys={false}
      />
      <div class="row" role="status">
        {given && (
          <>
            <span class={`chip ${given.rating > (lowestStar + highestStar) / 2 ? "good" : "bad"}`}>
              {given.rating} of {highestStar} stars
            </span>
            <button type="button" class="button quiet" onClick={() => visit.set(unsay(visit.value, film.id))}>
              Take back
            </button>
            <Link to="/" class="button quiet">
              See what it changed
            </Link>
          </>
        )}
      </div>
    </section>
  );
}
