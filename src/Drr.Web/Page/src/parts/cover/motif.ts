import type { JSX } from "preact";

export interface Tones {
  deep: string;
  mid: string;
  glow: string;
}

/** Draws what stands for a genre on 200 by 300 units, in the upper two thirds, where no title is. */
export type Motif = (random: () => number, tones: Tones) => JSX.Element;

export const range = (n: number) => Array.from({ length: n }, (_, i) => i);

export const between = (random: () => number, low: number, high: number) => low + random() * (high - low);
