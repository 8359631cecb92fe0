import { useEffect, useRef, useState } from "preact/hooks";
import { service } from "../api/service.ts";
import type { Film } from "../api/types.ts";
import { Cover } from "./cover/cover.tsx";
import { Title } from "./film-parts.tsx";
import { Icon } from "./icons.tsx";

/** Finds films while one types, wrong letters forgiven, and takes one by mouse, finger or keys (arrows, Enter, Escape). */
export function FilmSearch({ label, onPick }: { label: string; onPick: (film: Film) => void }) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ query: string; films: Film[] } | null>(null);
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const asked = query.trim();
  const open = asked !== "" && found !== null;
  const films = open ? found.films : [];

  useEffect(() => {
    if (asked === "") {
      setFound(null);
      return undefined;
    }

    const stop = new AbortController();
    const timer = setTimeout(() => {
      service.films(asked, stop.signal).then(
        (list) => {
          setFound({ query: asked, films: list.items });
          setChosen(0);
        },
        () => {}, // the next letter asks again
      );
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);

  const pick = (film: Film) => {
    setQuery("");
    onPick(film);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      setQuery("");
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && films.length > 0) {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : films.length - 1)) % films.length);
    } else if (event.key === "Enter" && films[chosen]) {
      event.preventDefault();
      pick(films[chosen]);
    }
  };
  return (
    <div class="film-search">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls="found-films"
        aria-activedescendant={films[chosen] && `found-${films[chosen].id}`}
        aria-autocomplete="list"
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={press}
      />
      <ul id="found-films" role="listbox" aria-label="Films found" hidden={films.length === 0}>
        {films.map((film, i) => (
          <li
            key={film.id}
            id={`found-${film.id}`}
            role="option"
            aria-selected={i === chosen}
            onPointerEnter={() => setChosen(i)}
            onClick={() => pick(film)}
          >
            <Cover film={film} size="small" />
            <span class="name">
              <Title film={film} />
              <small>{film.genres.join(", ")}</small>
            </span>
          </li>
        ))}
      </ul>
      <p class="note nothing" role="status">
        {open && films.length === 0 && `No title is like "${found.query}".`}
      </p>
    </div>
  );
}
