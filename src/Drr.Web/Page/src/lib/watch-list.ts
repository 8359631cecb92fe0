import type { Film } from "../api/types.ts";
import { Store } from "./store.ts";

/** Films to watch one day, by id; kept in this browser alone. */
export const watchList = new Store<readonly number[]>(
  (localStorage.getItem("watch") ?? "")
    .split(",")
    .map(Number)
    .filter((id) => id > 0),
);
watchList.watch((ids) => localStorage.setItem("watch", ids.join(",")));

export const toggleWatch = (id: number): void =>
  watchList.set(watchList.value.includes(id) ? watchList.value.filter((one) => one !== id) : [...watchList.value, id]);

/** Hands a list of films to the reader as a file of comma-separated values. */
export function download(name: string, films: readonly Film[]): void {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = films.map((film, i) =>
    [i + 1, film.key === null ? film.id : cell(film.key), cell(film.title), cell(film.genres.join("|"))].join(","),
  );
  const file = new Blob([["rank,movieId,title,genres", ...rows, ""].join("\r\n")], { type: "text/csv" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
