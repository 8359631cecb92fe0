import { useEffect, useRef } from "preact/hooks";
import type { ModelName, RecommendedFilm } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { figure } from "../../lib/format.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Genres, Title } from "../../parts/film-parts.tsx";
import type { Session } from "./use-session.ts";

/** One film large, and why it is here. Looking at it is a click, which the service notes without a rating. */
export function FilmDetails({
  item,
  model,
  session,
  close,
}: {
  model: ModelName;
  item: RecommendedFilm;
  session: Session;
  close: () => void;
}) {
  const box = useRef<HTMLDialogElement>(null);
  const strongest = item.why[0]?.contribution ?? 1;
  useEffect(() => {
    box.current?.showModal();
    session.click(item);
  }, []);

  return (
    <dialog
      ref={box}
      class="film-details"
      aria-labelledby="film-name"
      onClose={close}
      onClick={(event) => event.target === box.current && close()}
    >
      <div class="inside">
        <Cover film={item.film} />
        <div class="stack">
          <div>
            <h2 id="film-name">{nameOf(item.film.title)}</h2>
            {item.film.year !== null && <p class="soft number">{item.film.year}</p>}
          </div>
          <Genres film={item.film} most={9} />
          {item.why.length > 0 ? (
            <section class="reasons">
              <h3>Why: the liked films that speak for it</h3>
              <ol>
                {item.why.map((reason) => (
                  <li key={reason.film.id}>
                    <Cover film={reason.film} size="small" />
                    <span class="name">
                      <span>
                        <Title film={reason.film} />
                      </span>
                      <Meter value={reason.contribution / strongest} kind={model} />
                    </span>
                    <span class="number">{figure(reason.contribution)}</span>
                  </li>
                ))}
              </ol>
            </section>
          ) : (
            <p class="note">No liked film speaks for it in particular: this list is the same for everybody.</p>
          )}
          <form method="dialog">
            <button class="button">Close</button>
          </form>
        </div>
      </div>
    </dialog>
  );
}
