import { useCallback, useEffect, useReducer, useRef } from "preact/hooks";
import { connected, isWaiting } from "../../api/http.ts";
import { service } from "../../api/service.ts";
import type { Film, ModelName, RecommendationList, RecommendedFilm } from "../../api/types.ts";
import { inWords, type Mark } from "../../parts/verdicts.tsx";

export const batchSize = 8;

/** How soon an agent that was not there is asked again, in milliseconds. */
const retryAfter = 2000;

interface Deed {
  film: Film;
  feedbackId: number | null;
}

interface State {
  batch: RecommendationList | null;
  marks: ReadonlyMap<number, Mark>;
  /** The chosen film's place in the batch; behind the last one stands the button for the next batch. */
  selected: number;
  busy: boolean;
  fault: Error | null;
  /** What was done last, in words. */
  said: string;
  /** The films that the agent starts from, the latest first; null until they are known. */
  remembered: readonly Film[] | null;
  /** Grows with each change of the user's history at the service. */
  version: number;
  deeds: readonly Deed[];
}

const atFirst: State = {
  batch: null,
  marks: new Map(),
  selected: 0,
  busy: false,
  fault: null,
  said: "",
  remembered: null,
  version: 0,
  deeds: [],
};

export interface Session extends State {
  select: (index: number) => void;
  judge: (item: RecommendedFilm, mark: Mark) => void;
  undo: () => void;
  /** Takes back feedback that the history shows. */
  takeBack: (film: Film, feedbackId: number) => void;
  next: () => void;
}

/** One user's session: a batch of films, what was done with each, and the way back. */
export function useSession(user: number, model: ModelName | null): Session {
  const state = useRef(atFirst);
  const seen = useRef(new Set<number>()); // shown and passed over
  const judged = useRef(new Set<number>()); // on their way to the service
  const queue = useRef(Promise.resolve());
  const [, render] = useReducer((n: number) => n + 1, 0);

  const set = useCallback((changes: Partial<State>) => {
    state.current = { ...state.current, ...changes };
    render(undefined);
  }, []);

  /** One deed after another, so that fast keys neither get lost nor overtake each other. */
  const enqueue = useCallback(
    (work: () => Promise<void>) => {
      queue.current = queue.current.then(async () => {
        set({ busy: true });
        await work().then(
          () => set({ busy: false, fault: null }),
          (fault: Error) => set({ busy: false, fault }),
        );
      });
    },
    [set],
  );

  /** Asks what the agent starts from now: only a list says so. */
  const remember = useCallback(async () => {
    set({ remembered: (await service.recommend(user, "popularity", 1, [])).state });
  }, [user, set]);

  const load = useCallback(async () => {
    if (model === null) {
      await remember();
    } else {
      const batch = await service.recommend(user, model, batchSize, [...seen.current]);
      set({ batch, marks: new Map(), selected: 0, remembered: batch.state });
    }
  }, [user, model, set, remember]);

  useEffect(() => {
    set({ batch: null });
    enqueue(load);
    return connected.watch((back) => {
      if (back && state.current.batch === null) {
        enqueue(load);
      }
    });
  }, [load, enqueue, set]);

  const { fault, batch } = state.current;
  useEffect(() => {
    const timer = batch === null && isWaiting(fault) ? setTimeout(() => enqueue(load), retryAfter) : undefined;
    return () => clearTimeout(timer);
  }, [fault, batch, enqueue, load]);

  /** The choice moves on at once, so that the next key means the next film however slow the service is; a fault brings it back. */
  const judge = (item: RecommendedFilm, mark: Mark) => {
    const { id } = item.film;
    if (state.current.marks.has(id) || judged.current.has(id)) {
      return;
    }

    judged.current.add(id);
    const items = state.current.batch?.items ?? [];
    const at = items.indexOf(item);
    const isOpen = (i: number) => !state.current.marks.has(items[i]!.film.id) && !judged.current.has(items[i]!.film.id);
    set({ selected: items.map((_, i) => (at + 1 + i) % items.length).find(isOpen) ?? items.length });
    enqueue(async () => {
      try {
        const receipt = mark.action === "skip" ? null : await service.feedback(user, id, mark.action, mark.rating);
        if (receipt === null) {
          seen.current.add(id);
        }

        const { deeds, marks, version, remembered } = state.current;
        set({
          marks: new Map(marks).set(id, mark),
          deeds: [...deeds, { film: item.film, feedbackId: receipt?.id ?? null }],
          said: `${inWords(mark)}: ${item.film.title}`,
          version: receipt === null ? version : version + 1,
          remembered: receipt?.state ?? remembered,
        });
      } catch (fault) {
        set({ selected: at });
        throw fault;
      } finally {
        judged.current.delete(id);
      }
    });
  };

  /** Forgets a deed here once it is taken back at the service. */
  const forget = (film: Film, feedbackId: number | null) => {
    const { batch, version, selected } = state.current;
    const marks = new Map(state.current.marks);
    marks.delete(film.id);
    seen.current.delete(film.id);
    const at = batch?.items.findIndex((item) => item.film.id === film.id) ?? -1;
    set({
      marks,
      deeds: state.current.deeds.filter((deed) => deed.film.id !== film.id || deed.feedbackId !== feedbackId),
      said: `Taken back: ${film.title}`,
      version: feedbackId === null ? version : version + 1,
      selected: at < 0 ? selected : at,
    });
  };

  const takeBack = (film: Film, feedbackId: number) =>
    enqueue(async () => {
      await service.undo(user, feedbackId);
      forget(film, feedbackId);
      await remember();
    });

  return {
    ...state.current,
    judge,
    takeBack,
    select: (selected) => {
      if (selected !== state.current.selected) {
        set({ selected });
      }
    },
    undo: () =>
      enqueue(async () => {
        const last = state.current.deeds.at(-1);
        if (last?.feedbackId) {
          await service.undo(user, last.feedbackId);
        }

        if (last) {
          forget(last.film, last.feedbackId);
        }

        if (last?.feedbackId) {
          await remember();
        }
      }),
    next: () =>
      enqueue(async () => {
        const { batch, marks } = state.current;
        const passed = (batch?.items ?? []).map((item) => item.film.id).filter((id) => !marks.has(id));
        passed.forEach((id) => seen.current.add(id));
        await load().catch((fault: unknown) => {
          passed.forEach((id) => seen.current.delete(id));
          throw fault;
        });
        set({ said: "The next batch" });
      }),
  };
}
