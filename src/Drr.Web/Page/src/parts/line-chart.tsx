import { useEffect, useRef, useState } from "preact/hooks";
import { figure } from "../lib/format.ts";

export interface Point {
  x: number;
  y: number;
}

const [left, right, top, bottom, tall] = [48, 56, 12, 26, 190];

/** A curve that grows towards where the run will end: what was measured faint, its running mean over it, the latest value at its
 * end. Nothing but SVG. */
export function LineChart({
  points,
  label,
  unit,
  until = 0,
  smoothed = true,
}: {
  points: readonly Point[];
  label: string;
  unit: string;
  until?: number;
  smoothed?: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [wide, setWide] = useState(480);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => setWide(Math.max(220, Math.round(entry!.contentRect.width))));
    watcher.observe(box.current!);
    return () => watcher.disconnect();
  }, []);

  const ys = points.map((point) => point.y);
  const ticks = niceTicks(Math.min(...ys), Math.max(...ys));
  const [low, high] = [ticks[0]!, ticks[ticks.length - 1]!];
  const far = Math.max(...points.map((point) => point.x), until, 1);
  const atX = (x: number) => left + (x / far) * (wide - left - right);
  const atY = (y: number) => top + (1 - (y - low) / (high - low || 1)) * (tall - top - bottom);
  const path = (line: readonly Point[]) =>
    line.map((p, i) => `${i ? "L" : "M"}${atX(p.x).toFixed(1)} ${atY(p.y).toFixed(1)}`).join("");
  const smooth = smoothed ? runningMean(points) : points;
  const last = smooth[smooth.length - 1]!;
  const extent = `between ${figure(Math.min(...ys))} and ${figure(Math.max(...ys))}`;
  const summary = `${label}: from ${figure(ys[0]!)} to ${figure(ys.at(-1)!)} over ${points.length} measurements, ${extent}.`;
  return (
    <div class="chart" ref={box}>
      <svg viewBox={`0 0 ${wide} ${tall}`} role="img" aria-label={summary}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={left} x2={wide - right} y1={atY(tick)} y2={atY(tick)} />
            <text x={left - 8} y={atY(tick) + 4} text-anchor="end">
              {figure(tick)}
            </text>
          </g>
        ))}
        <line class="axis" x1={left} x2={wide - right} y1={tall - bottom} y2={tall - bottom} />
        {[0, 0.5, 1].map((at) => (
          <text key={at} x={atX(at * far)} y={tall - 8} text-anchor="middle">
            {shortCount(at * far)}
          </text>
        ))}
        {smoothed && <path class="raw" d={path(points)} />}
        <path class="smooth" d={path(smooth)} />
        {!smoothed && points.map((p) => <circle key={p.x} class="dot" cx={atX(p.x)} cy={atY(p.y)} r="3.5" />)}
        <circle class="last" cx={atX(last.x)} cy={atY(last.y)} r="5" />
        <text class="value" x={atX(last.x) + 10} y={atY(last.y) + 4}>
          {figure(last.y)}
        </text>
      </svg>
      <details class="data">
        <summary>
          {points.length} values by {unit}
        </summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={`${label}, values`}>
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  {unit}
                </th>
                <th scope="col" class="number">
                  {label}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.map((point) => (
                <tr key={point.x}>
                  <td class="number">{point.x}</td>
                  <td class="number">{figure(point.y)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

/** The mean of a fifth of the points before, at most: less noise, the same trend. */
function runningMean(points: readonly Point[]): Point[] {
  const width = Math.max(1, Math.min(20, Math.round(points.length / 5)));
  return points.map((point, i) => {
    const span = points.slice(Math.max(0, i - width + 1), i + 1);
    return { x: point.x, y: span.reduce((sum, p) => sum + p.y, 0) / span.length };
  });
}

/** Three to six round values that hold both ends. */
export function niceTicks(low: number, high: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((m) => m * power >= rough)!;
  const from = Math.floor(low / step);
  const to = Math.max(Math.ceil(high / step), from + 1);
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

const shortCount = (n: number) =>
  n >= 1e6 ? `${Number(figure(n / 1e6))} M` : n >= 1e3 ? `${Number(figure(n / 1e3))} k` : figure(n);
