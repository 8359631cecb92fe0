import { useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { TrendingItem } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { count } from "../../lib/format.ts";
import { lastSession, Link } from "../../lib/router.tsx";
import { useStore } from "../../lib/store.ts";
import { FilmDialog } from "../../parts/film-dialog.tsx";
import { Stars } from "../../parts/film-parts.tsx";
import { VisitorVerdict } from "../../parts/visitor-verdict.tsx";
import { inWords, type Mark, Verdicts } from "../../parts/verdicts.tsx";

/** A trending film, and a verdict on it: the visitor's own, or that of the user whose session this tab showed last. */
export function TrendingDetails({ item, close }: { item: TrendingItem; close: () => void }) {
  const user = useStore(lastSession);
  return (
    <FilmDialog film={item.film} close={close}>
      <Figures item={item} />
      {user === null ? <VisitorVerdict film={item.film} /> : <Judge item={item} user={user} />}
    </FilmDialog>
  );
}

function Judge({ item, user }: { item: TrendingItem; user: number }) {
  const [given, setGiven] = useState<{ mark: Mark; id: number } | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const attempt = (deed: Promise<{ mark: Mark; id: number } | null>) => {
    setFault(null);
    deed.then(setGiven, setFault);
  };
  const give = async (mark: Mark) => {
    const receipt = await service.feedback(user, item.film.id, mark.action as "like" | "dislike" | "rate", mark.rating);
    return { mark, id: receipt.id };
  };
  const takeBack = async (id: number) => {
    await service.undo(user, id);
    return null;
  };
  return (
    <section class="verdict" aria-label="Verdict">
      <p class="note">
        In the place of <Link to={`/session/${user}`}>user {user}</Link>
      </p>
      <Verdicts name={nameOf(item.film.title)} mark={given?.mark} onMark={(mark) => attempt(give(mark))} skips={false} />
      {fault && (
        <p class="alert" role="alert">
          {fault.message}
        </p>
      )}
      <div class="row" role="status">
        {given && (
          <>
            <span class="chip good">{inWords(given.mark)}</span>
            <button type="button" class="button quiet" onClick={() => attempt(takeBack(given.id))}>
              Take back
            </button>
          </>
        )}
      </div>
    </section>
  );
}

/** What a film is ranked by. */
export const Figures = ({ item }: { item: TrendingItem }) => (
  <dl class="fields">
    <div>
      <dt>Damped score</dt>
      <dd>
        <Stars value={item.score} mean />
      </dd>
    </div>
    <div>
      <dt>Recent ratings</dt>
      <dd class="number">{count(item.recentRatings)}</dd>
    </div>
    <div>
      <dt>Of all time</dt>
      <dd class="number">{count(item.allRatings)}</dd>
    </div>
  </dl>
);
