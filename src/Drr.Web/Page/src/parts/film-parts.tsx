import type { Film } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { StarShape } from "./icons.tsx";

/** A film's name and year. */
export const Title = ({ film }: { film: Film }) => (
  <>
    {nameOf(film.title)}
    {film.year !== null && (
      <>
        {" "}
        <small class="number">{film.year}</small>
      </>
    )}
  </>
);

/** A number of stars: whole where one user gave them, else a mean. */
export const Stars = ({ value, mean = false }: { value: number; mean?: boolean }) => (
  <span class="stars">
    <StarShape />
    <span class="number">{mean ? value.toFixed(2) : value}</span>
    <span class="hidden-text"> stars</span>
  </span>
);

/** A film's genres, in the data set's order. */
export const Genres = ({ film, most = 3 }: { film: Film; most?: number }) => (
  <span class="genres">
    {film.genres.slice(0, most).map((genre) => (
      <span key={genre} class="chip">
        {genre}
      </span>
    ))}
  </span>
);
