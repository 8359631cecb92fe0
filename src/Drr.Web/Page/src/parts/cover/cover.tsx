import type { Film } from "../../api/types.ts";
import { byTelling, nameOf } from "../../lib/film.ts";
import { seededBy } from "../../lib/random.ts";
import { backdrop } from "./backdrops.tsx";
import { hues } from "./hues.ts";
import { between } from "./motif.ts";
import { motifOf } from "./motifs.tsx";

/** A film's cover, made of what the data set knows: a genre gives motif and colours, and the title decides how far from them it goes,
 * what lies under the motif, how near one looks at it, and where the title stands. A small one has no title: that stands beside it. */
export function Cover({ film, size = "full" }: { film: Film; size?: "full" | "small" }) {
  const name = nameOf(film.title);
  const random = seededBy(film.title);
  const genres = byTelling(film.genres);
  const genre = genres[Math.floor(random() * Math.min(genres.length, 3))];
  const tones = tonesOf(genre, random);
  const id = `c${Math.floor(random() * 1e9).toString(36)}`;
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

/** A dark, a middle and a light colour: the genre's hue, up to 110 degrees away from it, and a hue that answers it. */
function tonesOf(genre: string | undefined, random: () => number) {
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
