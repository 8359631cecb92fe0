import type { Film } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { useStore } from "../lib/store.ts";
import { toggleWatch, watchList } from "../lib/watch-list.ts";
import { Icon } from "./icons.tsx";

/** Puts a film on the watch list, or takes it off. */
export function WatchButton({ film, small = false }: { film: Film; small?: boolean }) {
  const on = useStore(watchList).includes(film.id);
  return (
    <button
      type="button"
      class={small ? "icon-button" : "button"}
      aria-pressed={on}
      title={on ? "On your watch list" : "Put on your watch list"}
      onClick={() => toggleWatch(film.id)}
    >
      <Icon name="watch" filled={on} />
      <span class={small ? "hidden-text" : ""}>{on ? "On the watch list" : "Watch later"}</span>
      <span class="hidden-text">: {nameOf(film.title)}</span>
    </button>
  );
}
