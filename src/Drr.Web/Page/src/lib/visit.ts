import type { Said } from "../api/types.ts";
import { Store } from "./store.ts";

/** What a visitor said of films, in the order in which it was said. It goes along with each request and stands in the address;
 * this browser remembers it, the service does not. */
export const visit = new Store<readonly Said[]>(read(localStorage.getItem("visit")));
visit.watch((said) => localStorage.setItem("visit", write(said)));

/** The form in an address: 12-5,54-1 says five stars of film 12, then one of film 54. */
export const write = (said: readonly Said[]): string => said.map(({ movieId, rating }) => `${movieId}-${rating}`).join(",");

export function read(text: string | null): Said[] {
  return (text ?? "").split(",").flatMap((part) => {
    const [, id, rating] = /^(\d{1,9})-(-?\d{1,6}(?:\.\d{1,6})?)$/.exec(part) ?? [];
    return id === undefined ? [] : [{ movieId: Number(id), rating: Number(rating) }];
  });
}

/** The same with another verdict on a film, which becomes the latest. */
export const say = (said: readonly Said[], movieId: number, rating: number): Said[] => [
  ...said.filter((one) => one.movieId !== movieId),
  { movieId, rating },
];

/** Takes back what was said of a film. */
export const unsay = (said: readonly Said[], movieId: number): Said[] => said.filter((one) => one.movieId !== movieId);

export const same = (a: readonly Said[], b: readonly Said[]): boolean => write(a) === write(b);
