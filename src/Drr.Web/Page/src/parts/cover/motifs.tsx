import { between, type Motif, range } from "./motif.ts";
import { bright } from "./motifs-bright.tsx";
import { dark } from "./motifs-dark.tsx";

/** A film without a genre that has a motif: quiet bands. */
const plain: Motif = (random, { glow }) => (
  <>
    {range(4).map((i) => (
      <rect key={i} x={-20} y={40 + i * 34} width={260} height={between(random, 3, 16)} fill={glow} opacity={0.5 - i * 0.1} />
    ))}
  </>
);

const all: Record<string, Motif> = { ...bright, ...dark, Children: bright["Children's"]! };

/** The motif of a genre. */
export const motifOf = (genre: string | undefined): Motif => all[genre ?? ""] ?? plain;
