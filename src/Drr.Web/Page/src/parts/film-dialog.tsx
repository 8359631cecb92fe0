import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Film } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { Cover } from "./cover/cover.tsx";
import { Genres } from "./film-parts.tsx";

/** One film large, with what a view has to say of it. Opening it is not feedback. */
export function FilmDialog({ film, close, children }: { film: Film; close: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="film-details"
      aria-labelledby="film-name"
      onClose={close}
      onClick={(event) => event.target === box.current && close()}
    >
      <div class="inside">
        <Cover film={film} />
        <div class="stack">
          <div>
            <h2 id="film-name">{nameOf(film.title)}</h2>
            {film.year !== null && <p class="soft number">{film.year}</p>}
          </div>
          <Genres film={film} most={9} />
          {children}
          <form method="dialog">
            <button class="button" autofocus>
              Close
            </button>
          </form>
        </div>
      </div>
    </dialog>
  );
}
