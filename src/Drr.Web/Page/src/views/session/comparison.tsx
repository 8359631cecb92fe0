import { useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { RecommendedFilm } from "../../api/types.ts";
import { models, titleOf } from "../../lib/models.ts";
import { useResource } from "../../lib/resource.ts";
import { Meter } from "../../parts/controls.tsx";
import { Cover } from "../../parts/cover/cover.tsx";
import { Title } from "../../parts/film-parts.tsx";
import { Ghosts, Loaded } from "../../parts/states.tsx";

const shown = 10;

/** The three models' lists for the same user at the same moment; what two or three agree on is marked. */
export function Comparison({ user, version }: { user: number; version: number }) {
  const lists = useResource(`compare ${user} ${version}`, () =>
    Promise.all(models.map((model) => service.recommend(user, model.name, shown, []))),
  );
  const [near, setNear] = useState<number | null>(null);
  return (
    <section class="comparison" aria-label="Models side by side">
      <Loaded from={lists} ghosts={<Ghosts count={3} height="40rem" className="columns" />}>
        {(all) => (
          <div class="columns">
            {models.map((model, i) => {
              const others = (film: number) =>
                all
                  .filter((list, other) => other !== i && list.items.some((item) => item.film.id === film))
                  .map((list) => titleOf(list.model));
              const own = all[i]!.items.filter((item) => others(item.film.id).length === 0).length;
              return (
                <section key={model.name} class={`panel column ${model.name}`} aria-labelledby={`list-${model.name}`}>
                  <header>
                    <h2 id={`list-${model.name}`}>
                      <i aria-hidden="true" />
                      {model.title}
                    </h2>
                    <p class="note">
                      {own} of {all[i]!.items.length} in this list only
                    </p>
                  </header>
                  <ol>
                    {all[i]!.items.map((item) => (
                      <Row
                        key={item.film.id}
                        item={item}
                        best={all[i]!.items[0]!.score}
                        worst={all[i]!.items.at(-1)!.score}
                        kind={model.name}
                        others={others(item.film.id)}
                        lit={near === item.film.id}
                        onNear={() => setNear(item.film.id)}
                        onLeave={() => setNear(null)}
                      />
                    ))}
                  </ol>
                </section>
              );
            })}
          </div>
        )}
      </Loaded>
    </section>
  );
}

function Row({
  item,
  best,
  worst,
  kind,
  others,
  lit,
  onNear,
  onLeave,
}: {
  item: RecommendedFilm;
  best: number;
  worst: number;
  kind: string;
  others: string[];
  lit: boolean;
  onNear: () => void;
  onLeave: () => void;
}) {
  return (
    <li class={lit && others.length > 0 ? "lit" : ""} onPointerEnter={onNear} onPointerLeave={onLeave}>
      <span class="number place">{item.rank}</span>
      <Cover film={item.film} size="small" />
      <span class="name">
        <span>
          <Title film={item.film} />
        </span>
        <Meter value={best > worst ? 0.08 + (0.92 * (item.score - worst)) / (best - worst) : 1} kind={kind} />
        {others.length > 0 && <small>also {others.join(" and ")}</small>}
      </span>
    </li>
  );
}
