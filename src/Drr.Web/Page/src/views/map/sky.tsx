import { useEffect, useRef, useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { Film, FilmMap, MapPoint } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";
import { calm } from "../../lib/flip.ts";
import { go } from "../../lib/router.tsx";
import { useStore } from "../../lib/store.ts";
import { theme } from "../../lib/theme.ts";
import { drawFilms, filmAt, middleOf, type Sheet, spot } from "./drawing.ts";
import { captionOf, type Frame } from "./frames.ts";

/** The map with one moment of a session on it: rings are the state, the arrow is the action, numbers are the candidates. */
export function Sky({
  map,
  places,
  frames,
  at,
  label,
}: {
  map: FilmMap;
  places: ReadonlyMap<number, MapPoint>;
  frames: readonly Frame[];
  at: number;
  label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<[number, number]>([640, 520]);
  const chosen = useStore(theme);
  const dark = chosen === "dark" || (chosen === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const sheet: Sheet = { wide: size[0], high: size[1], dark };
  const [near, setNear] = useState<{ film: Film; x: number; y: number } | null>(null);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) =>
      setSize([Math.max(240, Math.round(entry!.contentRect.width)), Math.max(240, Math.round(entry!.contentRect.height))]),
    );
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => drawFilms(canvas.current!, map, sheet), [map, size[0], size[1], dark]);

  const frame = frames[at];
  const state = (frame?.state ?? []).flatMap((film) => places.get(film.id) ?? []);
  const from = useGlide(middleOf(state) ?? { x: 0, y: 0 });
  const to = useGlide(frame?.action ?? from);
  const trail = frames.slice(0, at + 1).flatMap((one) => (one.action ? [spot(sheet, one.action)] : []));
  const names = useRef(new Map<number, Film>());
  const point = async (event: PointerEvent) => {
    const { left, top } = box.current!.getBoundingClientRect();
    const id = filmAt(map, sheet, event.clientX - left, event.clientY - top);
    if (id === null) {
      setNear(null);
      return;
    }

    if (!names.current.has(id)) {
      const found = await service.filmsOf([id]).catch(() => ({ items: [] }));
      found.items.forEach((film) => names.current.set(id, film));
    }

    const [film, place] = [names.current.get(id), places.get(id)];
    setNear(film && place ? { film, ...spot(sheet, place) } : null);
  };
  const [start, end] = [spot(sheet, from), spot(sheet, to)];
  return (
    <div class="sky" ref={box} onPointerMove={(event) => void point(event)} onPointerLeave={() => setNear(null)}>
      <canvas ref={canvas} aria-hidden="true" onClick={() => near && go(`/film/${near.film.id}`)} />
      <svg
        viewBox={`0 0 ${sheet.wide} ${sheet.high}`}
        role="img"
        aria-label={`${label}. ${
          frame
            ? `${captionOf(frame)}. First candidates: ${frame.candidates
                .slice(0, 3)
                .map((film) => nameOf(film.title))
                .join(", ")}.`
            : ""
        }`}
      >
        <defs>
          <marker id="tip" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="5" markerHeight="5" orient="auto-start-reverse">
            <path d="M0 0 10 5 0 10Z" class="tip" />
          </marker>
        </defs>
        {map.regions.map((region) => {
          const { x, y } = spot(sheet, region);
          return (
            <text key={region.genre} class="region" x={x} y={y} text-anchor="middle">
              {region.genre}
            </text>
          );
        })}
        {trail.length > 1 && <polyline class="trail" points={trail.map(({ x, y }) => `${x},${y}`).join(" ")} />}
        {frame?.action && state.length > 0 && (
          <path class="arrow" d={`M${start.x} ${start.y}L${end.x} ${end.y}`} marker-end="url(#tip)" />
        )}
        {(frame?.state ?? []).map((film, i) => {
          const place = places.get(film.id);
          const on = place && spot(sheet, place);
          return on && <circle key={film.id} class={`held${i === 0 ? " newest" : ""}`} cx={on.x} cy={on.y} r="7" />;
        })}
        {[...(frame?.candidates ?? [])].reverse().map((film) => {
          const place = places.get(film.id);
          const on = place && spot(sheet, place);
          const rank = frame!.candidates.indexOf(film) + 1;
          return (
            on && (
              <g
                key={film.id}
                class={`candidate${rank === 1 ? " best" : ""}`}
                style={{ transform: `translate(${on.x}px, ${on.y}px)` }}
              >
                <circle r="9.5" />
                <text y="4" text-anchor="middle">
                  {rank}
                </text>
              </g>
            )
          );
        })}
      </svg>
      {near && (
        <div
          class="tip-box"
          style={{ left: `${Math.min(near.x, sheet.wide - 190)}px`, top: `${near.y + 12}px` }}
          aria-hidden="true"
        >
          <b>{nameOf(near.film.title)}</b>
          <small>{near.film.genres.join(", ")}</small>
        </div>
      )}
    </div>
  );
}

/** A point on its way to another one, at once for who wants less motion. */
function useGlide(target: MapPoint): MapPoint {
  const [now, setNow] = useState(target);
  const latest = useRef(target);
  latest.current = now;
  useEffect(() => {
    const [from, begun] = [latest.current, performance.now()];
    let handle = 0;
    const step = (time: number) => {
      const share = calm() ? 1 : Math.min(1, Math.max(0, (time - begun) / 600));
      const eased = 1 - (1 - share) ** 3;
      setNow({ x: from.x + eased * (target.x - from.x), y: from.y + eased * (target.y - from.y) });
      if (share < 1) {
        handle = requestAnimationFrame(step);
      }
    };
    handle = requestAnimationFrame(step);
    return () => cancelAnimationFrame(handle);
  }, [target.x, target.y]);
  return now;
}
