import type { Film } from "../../api/types.ts";
import { byTelling, nameOf } from "../../lib/film.ts";
import { seededBy } from "../../lib/random.ts";
import { hues } from "./hues.ts";
import { motifOf } from "./motifs.tsx";

/** A film's cover, made of what the data set knows: the genres give colours and motif, the title decides all that varies. */
export function Cover({ film, size = "full" }: { film: Film; size?: "full" | "small" }) {
  const name = nameOf(film.title);
  const random = seededBy(film.title);
  const [first, second] = byTelling(film.genres);
  const tone = hues[first ?? ""] ?? { hue: 60, chroma: 0.02, light: 0.4 };
  const turn = (random() - 0.5) * 40;
  const away = [24, -24, 70, 150][Math.floor(random() * 4)]!; // for a film with one genre: from kin to contrast
  const glowHue = second && hues[second] ? hues[second].hue : tone.hue + away;
  const deep = `oklch(${tone.light - 0.15 - random() * 0.04} ${tone.chroma * 0.8} ${tone.hue + turn})`;
  const mid = `oklch(${tone.light + 0.05 + random() * 0.05} ${tone.chroma} ${tone.hue + turn * 0.3})`;
  const glow = `oklch(${0.8 + random() * 0.08} ${Math.min(Math.max(tone.chroma * 0.85, 0.05), 0.1)} ${glowHue + turn * 0.5})`;
  const id = `c${Math.floor(random() * 1e9).toString(36)}`;
  const mirrored = random() < 0.5;
  const titleOnTop = random() < 0.3;
  const motif = motifOf(first)(random, { deep, mid, glow });
  const length = name.length > 44 ? " longer" : name.length > 24 ? " long" : "";
  const lowered = titleOnTop && size === "full" ? 96 : 0;
  return (
    <div class={`cover ${size}${titleOnTop ? " high" : ""}`} aria-hidden="true">
      <svg viewBox="0 0 200 300" preserveAspectRatio="xMidYMid slice">
        <defs>
          <linearGradient id={`${id}s`} x1={mirrored ? 1 : 0} y1="0" x2={mirrored ? 0 : 1} y2="1">
            <stop offset="0" stop-color={mid} />
            <stop offset="1" stop-color={deep} />
          </linearGradient>
          <linearGradient id={`${id}f`} x1="0" y1={titleOnTop ? 1 : 0} x2="0" y2={titleOnTop ? 0 : 1}>
            <stop offset="0.4" stop-color={deep} stop-opacity="0" />
            <stop offset="0.7" stop-color={deep} stop-opacity="0.88" />
            <stop offset="1" stop-color={deep} />
          </linearGradient>
        </defs>
        <rect width="200" height="300" fill={`url(#${id}s)`} />
        <g transform={mirrored ? `matrix(-1 0 0 1 200 ${lowered})` : `translate(0 ${lowered})`}>{motif}</g>
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
