import type { RecommendationList, RecommendedFilm } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { figure } from "../../lib/format.ts";
import { titleOf } from "../../lib/models.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { FilmDialog } from "../../parts/film-dialog.tsx";
import { Title } from "../../parts/film-parts.tsx";
import { type Mark, Verdicts } from "../../parts/verdicts.tsx";

/** A film of a list, why it is there, and the verdict on it. */
export function FilmDetails({
  item,
  list,
  mark,
  onMark,
  close,
}: {
  item: RecommendedFilm;
  list: RecommendationList;
  mark: Mark | undefined;
  onMark: (mark: Mark) => void;
  close: () => void;
}) {
  const strongest = item.why[0]?.contribution ?? 1;
  return (
    <FilmDialog film={item.film} close={close}>
      {item.why.length > 0 ? (
        <section class="reasons">
          <h3>Why: the liked films that put it ahead</h3>
          <ol>
            {item.why.map((reason) => (
              <li key={reason.film.id}>
                <Cover film={reason.film} size="small" />
                <span class="name">
                  <span>
                    <Title film={reason.film} />
                  </span>
                  <Meter value={reason.contribution / strongest} kind={list.answeredBy} />
                </span>
                <span class="number">{figure(reason.contribution)}</span>
              </li>
            ))}
          </ol>
          <p class="note">Each one's share of how far the user's ratings move it ahead of the average film.</p>
        </section>
      ) : (
        <p class="note">{withoutReason(list)}</p>
      )}
      <Verdicts name={nameOf(item.film.title)} mark={mark} onMark={onMark} />
    </FilmDialog>
  );
}

/** Why a film has no reason, which depends on who answered. */
function withoutReason(list: RecommendationList): string {
  if (list.answeredBy !== "popularity") {
    return "No liked film moves it ahead of the average film.";
  }

  const everybody = "Popularity looks at no one's taste: everybody gets this list, less the films that they have rated.";
  return list.model === "popularity"
    ? everybody
    : `No film was liked yet that ${titleOf(list.model)} could start from. ${everybody}`;
}
