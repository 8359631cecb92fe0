import type { ModelName, RecommendedFilm } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Genres, Title } from "../../parts/film-parts.tsx";
import { Icon, StarShape } from "../../parts/icons.tsx";
import { inWords, type Mark } from "./use-session.ts";

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
  const stop = (event: Event) => event.stopPropagation();
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
        <button
          type="button"
          class="why"
          tabIndex={tab}
          onClick={(event) => {
            stop(event);
            onOpen();
          }}
        >
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
      <div class="acts" role="group" aria-label={`Judge ${name}`} onClick={stop}>
        <button
          type="button"
          class="act like"
          tabIndex={tab}
          disabled={!!mark}
          onClick={() => onMark({ action: "like", rating: null })}
          aria-label="Like"
          title="Like (L)"
        >
          <Icon name="like" filled={mark?.action === "like"} />
          <kbd aria-hidden="true">L</kbd>
        </button>
        <button
          type="button"
          class="act dislike"
          tabIndex={tab}
          disabled={!!mark}
          onClick={() => onMark({ action: "dislike", rating: null })}
          aria-label="Dislike"
          title="Dislike (D)"
        >
          <Icon name="dislike" />
          <kbd aria-hidden="true">D</kbd>
        </button>
        <button
          type="button"
          class="act skip-film"
          tabIndex={tab}
          disabled={!!mark}
          onClick={() => onMark({ action: "skip", rating: null })}
          aria-label="Skip"
          title="Skip (S)"
        >
          <Icon name="skip" />
          <kbd aria-hidden="true">S</kbd>
        </button>
        <span class="rate" role="group" aria-label="Stars">
          {[1, 2, 3, 4, 5].map((rating) => (
            <button
              key={rating}
              type="button"
              class={(mark?.rating ?? 0) >= rating ? "lit" : ""}
              tabIndex={tab}
              disabled={!!mark}
              onClick={() => onMark({ action: "rate", rating })}
              aria-label={`${rating} of 5 stars`}
              title={`${rating} (${rating})`}
            >
              <StarShape filled={(mark?.rating ?? 0) >= rating} />
            </button>
          ))}
        </span>
      </div>
    </article>
  );
}
