import type { ModelName, RecommendedFilm } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Genres, Title } from "../../parts/film-parts.tsx";
import { inWords, type Mark, Verdicts } from "../../parts/verdicts.tsx";

interface Props {
  item: RecommendedFilm;
  model: ModelName;
  share: number;
  selected: boolean;
  mark: Mark | undefined;
  onFocus: () => void;
  onMark: (mark: Mark) => void;
  onOpen: () => void;
}

/** A recommended film. Only the chosen card's buttons are on the way of the Tab key; letters do the same on every card. */
export function FilmCard({ item, model, share, selected, mark, onFocus, onMark, onOpen }: Props) {
  const name = nameOf(item.film.title);
  const tab = selected ? 0 : -1;
  return (
    <article
      class={`film-card${selected ? " selected" : ""}${mark ? " marked" : ""}`}
      tabIndex={tab}
      aria-label={`${item.rank}. ${item.film.title}${mark ? `, ${inWords(mark)}` : ""}`}
      onFocusCapture={onFocus}
      onClick={onFocus}
    >
      <div class="picture" onClick={onOpen}>
        <Cover film={item.film} />
        <span class="rank number" aria-hidden="true">
          {item.rank}
        </span>
        {mark && <span class={`stamp ${mark.action}`}>{inWords(mark)}</span>}
      </div>
      <div class="text">
        <h3>
          <Title film={item.film} />
        </h3>
        <Genres film={item.film} />
        <div class="score">
          <span>Rank {item.rank}</span>
          <Meter value={share} kind={model} />
        </div>
        <button type="button" class="why" tabIndex={tab} onClick={onOpen}>
          {item.why.length > 0 ? (
            <>
              <span>
                Because of{" "}
                {item.why
                  .slice(0, 2)
                  .map((reason) => nameOf(reason.film.title))
                  .join(", ")}
              </span>
            </>
          ) : (
            <span>Why this film</span>
          )}
        </button>
      </div>
      <Verdicts name={name} mark={mark} onMark={onMark} tab={tab} />
    </article>
  );
}
