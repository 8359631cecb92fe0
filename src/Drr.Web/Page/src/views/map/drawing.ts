import type { FilmMap, MapPoint } from "../../api/types.ts";
import { colourAt } from "../../lib/look.ts";

/** The part of the map that is seen, and how large. */
export interface Sheet {
  wide: number;
  high: number;
  dark: boolean;
}

const edge = 34;

/** Where a place of the map lies on a sheet, in pixels. */
export const spot = (sheet: Sheet, { x, y }: MapPoint): { x: number; y: number } => ({
  x: sheet.wide / 2 + Math.min(Math.max(x, -1.15), 1.15) * (sheet.wide / 2 - edge),
  y: sheet.high / 2 - Math.min(Math.max(y, -1.15), 1.15) * (sheet.high / 2 - edge),
});

/** Places as shares of the films that lie before them, in [0, 1]: what covers take their colours from. */
export function sharesOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  const shares = new Array<number>(values.length);
  order.forEach((at, rank) => (shares[at] = rank / values.length));
  return shares;
}

/** Draws a dot for each film, the larger the more ratings it has, in the colour of its covers. */
export function drawFilms(canvas: HTMLCanvasElement, map: FilmMap, sheet: Sheet): void {
  const density = Math.min(devicePixelRatio, 2);
  canvas.width = sheet.wide * density;
  canvas.height = sheet.high * density;
  const pen = canvas.getContext("2d")!;
  pen.scale(density, density);
  const [xs, ys] = [sharesOf(map.x), sharesOf(map.y)];
  const most = Math.max(...map.ratings, 1);
  const small = map.ids.length > 3000 ? 0.7 : 1;
  for (let i = 0; i < map.ids.length; i++) {
    const { hue, strength } = colourAt(xs[i]!, ys[i]!);
    const { x, y } = spot(sheet, { x: map.x[i]!, y: map.y[i]! });
    pen.globalAlpha = sheet.dark ? 0.62 : 0.5;
    pen.fillStyle = `oklch(${sheet.dark ? 0.72 : 0.6} ${0.04 + 0.11 * strength} ${hue})`;
    pen.beginPath();
    pen.arc(x, y, small * (1.2 + 4 * Math.sqrt(map.ratings[i]! / most)), 0, 7);
    pen.fill();
  }
}

/** The film nearest to a pixel, and no farther than a finger is wide. */
export function filmAt(map: FilmMap, sheet: Sheet, x: number, y: number): number | null {
  let [best, least] = [null as number | null, 14 ** 2];
  for (let i = 0; i < map.ids.length; i++) {
    const at = spot(sheet, { x: map.x[i]!, y: map.y[i]! });
    const distance = (at.x - x) ** 2 + (at.y - y) ** 2;
    if (distance < least) {
      [best, least] = [map.ids[i]!, distance];
    }
  }

  return best;
}

export const middleOf = (points: readonly MapPoint[]): MapPoint | null =>
  points.length === 0
    ? null
    : {
        x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
        y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
      };
