import type { Film } from "../../api/types.ts";
import { byTelling, nameOf } from "../../lib/film.ts";
import { seededBy } from "../../lib/random.ts";
import { backdrop } from "./backdrops.tsx";
import { colourAt, placesOf } from "../../lib/look.ts";
import { hues } from "./hues.ts";
import { between } from "./motif.ts";
import { motifOf } from "./motifs.tsx";

/** A film's cover. Its place in the agent's space gives colours and composition, so that films alike look alike; a genre gives
 * the motif, the title a little of its own. Without an agent genre and title decide all. A small cover has no title: that stands
 * beside it. */
export function Cover({ film, size = "full" }: { film: Film; size?: "full" | "small" }) {
  const name = nameOf(film.title);
  const random = numbersFor(film);
  const genres = byTelling(film.genres);
  const genre = genres[Math.floor(random() * Math.min(genres.length, 3))];
  const tones = tonesOf(film, genre, random);
  const id = `c${film.id}${size[0]}`;
  const titleOnTop = random() < 0.4;
  const under = backdrop(random, tones);
  const length = name.length > 44 ? " longer" : name.length > 24 ? " long" : "";
  const at = `translate(${between(random, 70, 130)} ${titleOnTop && size === "full" ? 200 : 105})`;
  const [turn, scale, mirror] = [between(random, -14, 14), between(random, 1.15, 1.8), random() < 0.5 ? -1 : 1];
  return (
    <div class={`cover ${size}${titleOnTop ? " high" : ""}`} aria-hidden="true">
      <svg viewBox="0 0 200 300" preserveAspectRatio="xMidYMid slice">
        <defs>
          <linearGradient id={`${id}s`} x1={mirror < 0 ? 1 : 0} y1="0" x2={mirror < 0 ? 0 : 1} y2="1">
            <stop offset="0" stop-color={tones.mid} />
            <stop offset="1" stop-color={tones.deep} />
          </linearGradient>
          <linearGradient id={`${id}f`} x1="0" y1={titleOnTop ? 1 : 0} x2="0" y2={titleOnTop ? 0 : 1}>
            <stop offset="0.4" stop-color={tones.deep} stop-opacity="0" />
            <stop offset="0.7" stop-color={tones.deep} stop-opacity="0.88" />
            <stop offset="1" stop-color={tones.deep} />
          </linearGradient>
        </defs>
        <rect width="200" height="300" fill={`url(#${id}s)`} />
        {under}
        <g transform={`${at} rotate(${turn}) scale(${mirror * scale} ${scale}) translate(-100 -105)`}>
          {motifOf(genre)(random, tones)}
        </g>
        {size === "full" && <rect width="200" height="300" fill={`url(#${id}f)`} />}
      </svg>
      {size === "full" && (
        <div class={`poster-name${length}`}>
          {film.year !== null && <small>{film.year}</small>}
          <span>{name}</span>
        </div>
      )}
    </div>
  );
}

/** Numbers in [0, 1) that a cover is drawn by: mixed of the film's places, so that films near each other have similar ones, and a
 * little of what its title decides. */
function numbersFor(film: Film): () => number {
  const own = seededBy(film.title);
  const places = placesOf(film.look);
  let drawn = 0;
  const next = () => {
    const place = places![drawn % places!.length]!;
    const other = places![(drawn * 3 + Math.floor(drawn / places!.length) + 2) % places!.length]!;
    drawn++;
    return Math.min(0.999, 0.85 * (drawn <= places!.length ? place : Math.abs(place - other)) + 0.15 * own());
  };
  return places ? next : own;
}

/** A dark, a middle and a light colour: of the film's place, and of a hue that answers it; without a place the genre's hue, up to
 * 110 degrees away from it. */
function tonesOf(film: Film, genre: string | undefined, random: () => number) {
  const places = placesOf(film.look);
  if (places) {
    const { hue, strength } = colourAt(places[0]!, places[1]!);
    const chroma = 0.05 + 0.1 * strength;
    const light = 0.36 + 0.2 * (places[2] ?? 0.5);
    const answer = hue + 30 + 150 * (places[3] ?? 0.5);
    return {
      deep: `oklch(${Math.min(light - 0.15, 0.34)} ${chroma * 0.8} ${hue})`,
      mid: `oklch(${light + 0.05} ${chroma} ${hue + 30 * ((places[4] ?? 0.5) - 0.5)})`,
      glow: `oklch(${0.74 + 0.16 * (places[5] ?? 0.5)} ${0.05 + 0.07 * strength} ${answer})`,
    };
  }

  const tone = hues[genre ?? ""] ?? { hue: 60, chroma: 0.02, light: 0.4 };
  const hue = tone.hue + between(random, -110, 110);
  const chroma = Math.min(tone.chroma * between(random, 0.6, 1.5), 0.16);
  const light = tone.light + between(random, -0.1, 0.1);
  const answer = hue + [30, -30, 75, -75, 120, 180][Math.floor(random() * 6)]!;
  return {
    deep: `oklch(${Math.min(light - 0.15, 0.36)} ${chroma * 0.8} ${hue})`,
    mid: `oklch(${light + 0.07} ${chroma} ${hue + between(random, -20, 20)})`,
    glow: `oklch(${between(random, 0.74, 0.9)} ${Math.min(Math.max(chroma * 0.9, 0.05), 0.12)} ${answer})`,
  };
}
