import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { connected, Lost } from "../api/http.ts";

/** Something that is loaded: the latest value stays while a newer one is on its way, and while the service is lost. */
export interface Resource<T> {
  value: T | null;
  fault: Error | null;
  loading: boolean;
  reload: () => void;
}

/** Loads again whenever the key changes and when a lost connection is back. A null key loads nothing. */
export function useResource<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ key: string | null; value: T | null; fault: Error | null }>({
    key: null,
    value: null,
    fault: null,
  });
  const [round, setRound] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const reload = useCallback(() => setRound((n) => n + 1), []);

  useEffect(() => {
    if (key === null) {
      return undefined;
    }

    const stop = new AbortController();
    loader.current(stop.signal).then(
      (value) => !stop.signal.aborted && setState({ key, value, fault: null }),
      (fault: Error) =>
        !stop.signal.aborted && setState((old) => ({ key, value: fault instanceof Lost ? old.value : null, fault })),
    );
    return () => stop.abort();
  }, [key, round]);

  useEffect(
    () =>
      connected.watch((back) => {
        if (back) {
          reload();
        }
      }),
    [reload],
  );
  return { value: state.value, fault: state.fault, loading: state.key !== key, reload };
}
