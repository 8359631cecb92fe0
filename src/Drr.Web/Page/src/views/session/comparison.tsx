import { useState } from "preact/hooks";
import { isWaiting } from "../../api/http.ts";
import { service } from "../../api/service.ts";
import type { ModelName, RecommendationList, RecommendedFilm } from "../../api/types.ts";
import { models, titleOf } from "../../lib/models.ts";
import { useResource } from "../../lib/resource.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Title } from "../../parts/film-parts.tsx";
import { Ghosts, Loaded } from "../../parts/states.tsx";

const shown = 10;

/** A model's list, or why it does not answer yet. */
async function listOf(user: number, model: ModelName): Promise<RecommendationList | string> {
  try {
    return await service.recommend(user, model, shown, []);
  } catch (fault) {
    if (isWaiting(fault)) {
      return (fault as Error).message;
    }

    throw fault;
  }
}

/** The three models' lists for the same user at the same moment; what two or three agree on is marked. */
export function Comparison({ user, version }: { user: number; version: number }) {
  const lists = useResource(`compare ${user} ${version}`, () => Promise.all(models.map(({ name }) => listOf(user, name))));
  const [near, setNear] = useState<number | null>(null);
  const othersWith = (all: (RecommendationList | string)[], own: ModelName) => (film: number) =>
    all
      .filter((list) => typeof list !== "string")
      .filter((list) => list.model !== own && list.items.some((item) => item.film.id === film))
      .map((list) => titleOf(list.model));
  return (
    <section class="comparison" aria-label="Models side by side">
      <Loaded from={lists} ghosts={<Ghosts count={3} height="40rem" className="columns" />}>
        {(all) => (
          <div class="columns">
            {models.map(({ name }, i) => (
              <Column key={name} model={name} list={all[i]!} othersWith={othersWith(all, name)} near={near} setNear={setNear} />
            ))}
          </div>
        )}
      </Loaded>
    </section>
  );
}

interface ColumnProps {
  model: ModelName;
  list: RecommendationList | string;
  othersWith: (film: number) => string[];
  near: number | null;
  setNear: (film: number | null) => void;
}

function Column({ model, list, othersWith, near, setNear }: ColumnProps) {
  const items = typeof list === "string" ? [] : list.items;
  const own = items.filter((item) => othersWith(item.film.id).length === 0).length;
  const note =
    typeof list === "string"
      ? list
      : list.answeredBy !== model
        ? `${titleOf(list.answeredBy)} answers: no film was liked yet.`
        : `${own} of ${items.length} in this list only`;
  return (
    <section class={`panel column ${model}`} aria-labelledby={`list-${model}`}>
      <header>
        <h2 id={`list-${model}`}>{titleOf(model)}</h2>
        <p class="note">{note}</p>
      </header>
      <ol>
        {items.map((item) => {
          const others = othersWith(item.film.id);
          return (
            <li
              key={item.film.id}
              class={near === item.film.id && others.length > 0 ? "lit" : ""}
              onPointerEnter={() => setNear(item.film.id)}
              onPointerLeave={() => setNear(null)}
            >
              <span class="number place">{item.rank}</span>
              <Cover film={item.film} size="small" />
              <span class="name">
                <span>
                  <Title film={item.film} />
                </span>
                <Meter value={relativeScore(item, items)} kind={model} />
                {others.length > 0 && <small>also {others.join(" and ")}</small>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Where a score lies between a list's worst and best; scores of different models cannot be compared. The worst still shows a bar. */
export function relativeScore(item: RecommendedFilm, items: readonly RecommendedFilm[]): number {
  const [best, worst] = [items[0]!.score, items.at(-1)!.score];
  return best > worst ? 0.1 + (0.9 * (item.score - worst)) / (best - worst) : 1;
}
