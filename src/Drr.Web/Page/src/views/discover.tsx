import { useEffect, useRef, useState } from "preact/hooks";
import { isWaiting } from "../api/http.ts";
import { service } from "../api/service.ts";
import type { Dataset, Discovery, Film, ModelName, Said } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { useFlip } from "../lib/flip.ts";
import { useResource } from "../lib/resource.ts";
import { go, setQuery, usePlace } from "../lib/router.tsx";
import { read, same, say, unsay, visit, write } from "../lib/visit.ts";
import { Ghosts, Loaded, Spoken } from "../parts/states.tsx";
import { Changes } from "./discover/changes.tsx";
import { First } from "./discover/first.tsx";
import { Picker } from "./discover/picker.tsx";
import { Rows } from "./discover/rows.tsx";
import { YourFilms } from "./discover/your-films.tsx";

/** How many films one names before the rows come by themselves. */
export const wanted = 5;
const top = 12;

/** What one can do with films on this view. */
export interface Judge {
  lowest: number;
  highest: number;
  say: (film: Film, rating: number) => void;
  unsay: (film: Film) => void;
}

/** Rows for the verdicts; while there is no agent, of the model that needs none. */
async function discover(said: readonly Said[], adventure: number): Promise<Discovery> {
  const ask = (model: ModelName) => service.discover(said, model, adventure, top);
  try {
    return await ask("drr");
  } catch (fault) {
    if (isWaiting(fault)) {
      return ask("item-cosine");
    }

    throw fault;
  }
}

/** The front door: five films that somebody loves, then films for them, in rows that follow each verdict. */
export function DiscoverView() {
  const { query } = usePlace();
  const text = query.get("films");
  const said = text === null ? visit.value : read(text);
  const adventure = Math.min(Math.max(Number(query.get("adventure")) || 0, 0), 100);
  const dataset = useResource("dataset", service.dataset);
  const rows = useResource(`discover ${write(said)} ${adventure}`, () => discover(said, adventure / 100));
  const shown = useRef<{ now: Discovery | null; before: Discovery | null }>({ now: null, before: null });
  if (rows.value && rows.value !== shown.current.now) {
    shown.current = { now: rows.value, before: shown.current.now };
  }

  useEffect(() => {
    if (text === null && visit.value.length > 0) {
      setQuery({ films: write(visit.value) }); // the address says what is shown
    } else if (!same(said, visit.value)) {
      visit.set(said);
    }
  }, [text]);

  const [began, setBegan] = useState(said.length > 0);
  const [spoken, setSpoken] = useState("");
  const scale = dataset.value;
  const liked = said.filter((one) => scale && one.rating > (scale.lowestStar + scale.highestStar) / 2).length;
  useEffect(() => {
    if (liked >= wanted) {
      setBegan(true);
    }
  }, [liked]);
  const change = (next: readonly Said[], done: string) => {
    visit.set(next);
    setSpoken(done);
    const url = new URL(location.href);
    url.searchParams.set("films", write(next));
    go(url.pathname + url.search.replaceAll("%2C", ","), { keepScroll: true }); // back takes the verdict back
  };
  const judgeOn = (data: Dataset): Judge => ({
    lowest: data.lowestStar,
    highest: data.highestStar,
    say: (film, rating) => change(say(said, film.id, rating), `${rating} of ${data.highestStar}: ${nameOf(film.title)}`),
    unsay: (film) => change(unsay(said, film.id), `Taken back: ${nameOf(film.title)}`),
  });
  const startAgain = () => {
    visit.set([]);
    setBegan(false);
    shown.current = { now: null, before: null };
    go("/");
  };
  const box = useFlip<HTMLDivElement>(rows.value, scale !== null, began);
  return (
    <div ref={box}>
      <Loaded from={dataset} ghosts={<Ghosts count={1} height="20rem" />}>
        {(data) => (
          <Loaded from={rows} ghosts={<Ghosts count={3} height="16rem" className="stack" />}>
            {(found) =>
              began ? (
                <div class="discover">
                  <YourFilms
                    found={found}
                    judge={judgeOn(data)}
                    adventure={adventure}
                    setAdventure={(value) => setQuery({ adventure: value || null })}
                    startAgain={startAgain}
                  />
                  <First found={found} judge={judgeOn(data)} />
                  <Changes before={shown.current.before} now={found} />
                  <Rows before={shown.current.before} found={found} judge={judgeOn(data)} />
                </div>
              ) : (
                <Picker found={found} judge={judgeOn(data)} goOn={() => setBegan(true)} />
              )
            }
          </Loaded>
        )}
      </Loaded>
      <Spoken>{spoken}</Spoken>
    </div>
  );
}
