import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isWaiting } from "../../api/http.ts";
import type { ModelName, RecommendedFilm } from "../../api/types.ts";
import { models, titleOf } from "../../lib/models.ts";
import { Link } from "../../lib/router.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Empty, Failed, Ghosts, Spoken } from "../../parts/states.tsx";
import { relativeScore } from "./comparison.tsx";
import { FilmCard } from "./film-card.tsx";
import { FilmDetails } from "./film-details.tsx";
import { KeyBar, useKeys } from "./keys.tsx";
import { batchSize, type Session } from "./use-session.ts";

/** A batch of films to judge, by mouse, finger or keyboard. */
export function Recommendations({ model, session, nextModel }: { model: ModelName; session: Session; nextModel: () => void }) {
  const [open, setOpen] = useState<RecommendedFilm | null>(null);
  const grid = useRef<HTMLUListElement>(null);
  const nextButton = useRef<HTMLButtonElement>(null);
  const items = session.batch?.items ?? [];
  const current = items[session.selected];
  const fresh = useRef(true);

  const columns = () => {
    const cells = [...(grid.current?.children ?? [])] as HTMLElement[];
    return Math.max(1, cells.filter((cell) => cell.offsetTop === cells[0]!.offsetTop).length);
  };
  const move = (by: number) => session.select(Math.min(Math.max(session.selected + by, 0), items.length - 1));
  const keysOn = useKeys({
    ArrowRight: () => move(1),
    ArrowLeft: () => move(-1),
    ArrowDown: () => move(columns()),
    ArrowUp: () => move(-columns()),
    Home: () => session.select(0),
    End: () => session.select(items.length - 1),
    l: () => current && session.judge(current, { action: "like", rating: null }),
    d: () => current && session.judge(current, { action: "dislike", rating: null }),
    s: () => current && session.judge(current, { action: "skip", rating: null }),
    ...Object.fromEntries(
      [1, 2, 3, 4, 5].map((rating) => [String(rating), () => current && session.judge(current, { action: "rate", rating })]),
    ),
    w: () => current && setOpen(current),
    u: session.undo,
    n: session.next,
    m: nextModel,
  });

  // The focus goes along with the choice, but not before anything was done. Before the next event, that is: the focus chooses too,
  // and a late one would choose what was left meanwhile, without end.
  useLayoutEffect(() => {
    const first = fresh.current;
    fresh.current = items.length === 0;
    if (first || items.length === 0) {
      return;
    }

    const target =
      session.selected >= items.length
        ? nextButton.current
        : grid.current?.children[session.selected]?.querySelector<HTMLElement>(".film-card");
    if (!target?.contains(document.activeElement)) {
      target?.focus(); // not under a pressed mouse button: the page would scroll away from it, and the click be lost
    }
  }, [session.selected, session.batch]);

  return (
    <section aria-label="Recommendations" class="recommendations">
      <div class="toolbar">
        <p class="note">{models.find((m) => m.name === model)!.means}</p>
        <div class="row">
          <button type="button" class="button" disabled={session.deeds.length === 0 || session.busy} onClick={session.undo}>
            <Icon name="undo" />
            Undo<kbd>U</kbd>
          </button>
          <button type="button" class="button main" ref={nextButton} aria-disabled={session.busy} onClick={session.next}>
            Next batch
            <Icon name="next" />
            <kbd>N</kbd>
          </button>
        </div>
      </div>
      <KeyBar on={keysOn} />
      {session.batch && session.batch.answeredBy !== model && (
        <p class="alert warn">
          No film was liked yet that {titleOf(model)} could start from: {titleOf(session.batch.answeredBy).toLowerCase()} answers
          instead. Like one, and take the next batch.
        </p>
      )}
      {session.fault && session.batch && (
        <p class="alert" role="alert">
          {session.fault.message}
        </p>
      )}
      {session.batch === null ? (
        isWaiting(session.fault) ? (
          <NoAnswer model={model} reason={session.fault!.message} />
        ) : session.fault ? (
          <Failed fault={session.fault} retry={session.next} />
        ) : (
          <Ghosts count={batchSize} height="24rem" className="cards" />
        )
      ) : items.length === 0 ? (
        <Empty icon="check" title="Everything was shown">
          <p>
            Every film of the catalogue was rated or passed over in this session. Take something back, or begin again with another
            user.
          </p>
        </Empty>
      ) : (
        <ul class="cards" ref={grid} aria-label="Films, best first">
          {items.map((item, i) => (
            <li key={item.film.id}>
              <FilmCard
                item={item}
                model={model}
                share={relativeScore(item, items)}
                selected={i === session.selected}
                mark={session.marks.get(item.film.id)}
                onFocus={() => session.select(i)}
                onMark={(mark) => session.judge(item, mark)}
                onOpen={() => setOpen(item)}
              />
            </li>
          ))}
        </ul>
      )}
      <Spoken>{session.said}</Spoken>
      {open && session.batch && (
        <FilmDetails
          item={open}
          list={session.batch}
          mark={session.marks.get(open.film.id)}
          onMark={(mark) => {
            setOpen(null);
            session.judge(open, mark);
          }}
          close={() => setOpen(null)}
        />
      )}
    </section>
  );
}

/** In place of a list that a model cannot make now: the service says why, and is asked again and again. */
const NoAnswer = ({ model, reason }: { model: ModelName; reason: string }) => (
  <div class="panel" role="status">
    <Empty icon="training" title={`${titleOf(model)} does not answer yet`}>
      <p>{reason}</p>
      <p>Its list comes here by itself as soon as there is one.</p>
      <Link to="/training" class="button">
        Watch it learn
      </Link>
    </Empty>
  </div>
);
