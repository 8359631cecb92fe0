import type { JSX } from "preact";

interface Tones { deep: string; mid: string; glow: string }
type Motif = (random: () => number, tones: Tones) => JSX.Element;

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const between = (random: () => number, low: number, high: number) => low + random() * (high - low);

/** A film without a genre that has a motif: quiet bands. */
export const plain: Motif = (random, { glow }) => (
  <>{range(4).map((i) => <rect key={i} x={-20} y={40 + i * 34} width={260} height={between(random, 3, 16)} fill={glow} opacity={0.5 - i * 0.1} />)}</>
);

/** Hills one behind another, from far to near. */
function ridges(random: () => number, colour: string, layers: number, top: number, sharp: boolean) {
  return range(layers).map((layer) => {
    const base = top + layer * 34;
    const points = range(sharp ? 6 : 5).map((i) => [i * (sharp ? 44 : 54) - 14, base + between(random, -30, 26)] as const);
    const line = sharp
      ? points.map(([x, y], i) => `${x} ${y} ${x + 22} ${base + between(random, 10, 40) - (i % 2) * 14}`).join(" ")
      : points.map(([x, y]) => `S${x - 20} ${y} ${x} ${y}`).join(" ");
    const path = sharp ? `M-20 300 L${line} 240 300Z` : `M-20 300 L-20 ${base} ${line} L240 300Z`;
    return <path key={layer} d={path} fill={colour} opacity={0.28 + layer * 0.2} />;
  });
}

/** What stands for a genre. Motifs keep to the upper two thirds, where no title is. */
export const motifs: Record<string, Motif> = {
  "Action": (random, { glow }) => {
    const [x, y] = [between(random, 60, 140), between(random, 70, 130)];
    return <>
      {range(13).map((i) => {
        const angle = (i / 13) * Math.PI * 2 + random() * 0.3;
        const [wide, far] = [0.05 + random() * 0.09, between(random, 150, 300)];
        const at = (turn: number) => `${x + Math.cos(angle + turn) * far} ${y + Math.sin(angle + turn) * far}`;
        return <path key={i} d={`M${x} ${y}L${at(-wide)}L${at(wide)}Z`} fill={glow} opacity={0.14 + random() * 0.3} />;
      })}
      <circle cx={x} cy={y} r={between(random, 16, 28)} fill={glow} />
    </>;
  },
  "Adventure": (random, { glow, deep }) => <>
    <circle cx={between(random, 50, 150)} cy={between(random, 60, 95)} r={between(random, 18, 34)} fill={glow} />
    {ridges(random, deep, 4, 118, true)}
  </>,
  "Animation": (random, { glow }) => <>
    {range(4).map((i) => {
      const [step, y] = [52, 150 - i * 6];
      return <path key={i} d={`M${i * step - 8} ${y}Q${i * step + 18} ${y - between(random, 70, 130)} ${(i + 1) * step - 8} ${y}`} fill="none" stroke={glow} stroke-width="3" stroke-dasharray="1 8" stroke-linecap="round" opacity="0.85" />;
    })}
    {range(3).map((i) => <circle key={i} cx={18 + i * 62} cy={150 - i * between(random, 10, 34)} r={24 - i * 5} fill={glow} opacity={0.4 + i * 0.3} />)}
  </>,
  "Children's": (random, { glow }) => <>
    {range(5).map((i) => {
      const [x, y, r] = [30 + i * 35 + between(random, -8, 8), between(random, 50, 130), between(random, 17, 29)];
      return <g key={i}>
        <path d={`M${x} ${y + r}Q${x + between(random, -14, 14)} ${y + 60} ${100 + (x - 100) * 0.4} 240`} fill="none" stroke={glow} stroke-width="1.5" opacity="0.55" />
        <ellipse cx={x} cy={y} rx={r * 0.86} ry={r} fill={glow} opacity={0.45 + random() * 0.5} />
      </g>;
    })}
  </>,
  "Comedy": (random, { glow }) => <>
    {range(26).map((i) => {
      const [x, y, r] = [random() * 200, 10 + random() * 180, between(random, 3, 11)];
      return i % 3 === 0
        ? <circle key={i} cx={x} cy={y} r={r * 0.8} fill={glow} opacity={0.35 + random() * 0.6} />
        : <rect key={i} x={x} y={y} width={r * 0.7} height={r * 2.2} rx="1.5" fill={glow} opacity={0.3 + random() * 0.6} transform={`rotate(${random() * 180} ${x} ${y})`} />;
    })}
  </>,
  "Crime": (random, { glow, deep }) => {
    const tilt = between(random, -14, -4);
    return <g transform={`rotate(${tilt} 100 100)`}>
      <rect x={between(random, 20, 60)} y="10" width={between(random, 90, 130)} height="170" fill={glow} opacity="0.8" />
      {range(12).map((i) => <rect key={i} x="-40" y={14 + i * 15} width="300" height={between(random, 7, 9.5)} fill={deep} />)}
    </g>;
  },
  "Documentary": (random, { glow }) => {
    const turn = random() * 60;
    return <g transform={`translate(100 105) rotate(${turn})`}>
      {range(7).map((i) => <path key={i} d="M0 -74 A74 74 0 0 1 58 -46 L18 -34Z" fill={glow} opacity={0.35 + (i % 3) * 0.18} transform={`rotate(${(i * 360) / 7})`} />)}
      <circle r="82" fill="none" stroke={glow} stroke-width="3" />
    </g>;
  },
  "Drama": (random, { glow }) => {
    const [gap, y] = [between(random, 22, 46), between(random, 92, 112)];
    return <>
      <circle cx={100 - gap} cy={y} r={between(random, 48, 66)} fill={glow} opacity="0.55" />
      <circle cx={100 + gap} cy={y + between(random, -22, 22)} r={between(random, 34, 62)} fill={glow} opacity="0.5" />
      <path d={`M-10 ${y + 50}Q100 ${y + between(random, 10, 90)} 210 ${y + 50}`} fill="none" stroke={glow} stroke-width="1.5" opacity="0.8" />
    </>;
  },
  "Fantasy": (random, { glow, deep }) => {
    const [x, y, r] = [between(random, 60, 140), between(random, 58, 82), between(random, 30, 42)];
    return <>
      {range(18).map((i) => <circle key={i} cx={random() * 200} cy={random() * 130} r={0.8 + random() * 1.6} fill={glow} opacity="0.8" />)}
      <path d={`M${x} ${y - r}A${r} ${r} 0 1 1 ${x - r} ${y}A${r * 0.86} ${r * 0.86} 0 0 0 ${x} ${y - r}Z`} fill={glow} />
      {range(5).map((i) => {
        const [left, top, wide] = [10 + i * 38, between(random, 120, 165), between(random, 18, 26)];
        return <path key={i} d={`M${left} 300V${top}L${left + wide / 2} ${top - 34}L${left + wide} ${top}V300Z`} fill={deep} opacity="0.78" />;
      })}
    </>;
  },
  "Film-Noir": (random, { glow }) => {
    const x = between(random, 20, 70);
    return <>
      <path d={`M${x} -10L${x + between(random, 30, 70)} 300L${between(random, 190, 300)} 300Z`} fill={glow} opacity="0.5" />
      <path d={`M${x} -10L${x + 70} 300L${x + 130} 300Z`} fill={glow} opacity="0.4" />
      <circle cx={x + 66} cy={between(random, 110, 140)} r="15" fill="#0c0c0c" />
      <path d={`M${x + 40} 300Q${x + 44} 165 ${x + 66} 160Q${x + 88} 165 ${x + 92} 300Z`} fill="#0c0c0c" />
    </>;
  },
  "Horror": (random, { glow, deep }) => <>
    <circle cx={between(random, 70, 130)} cy={between(random, 80, 100)} r={between(random, 40, 56)} fill={glow} opacity="0.9" />
    {range(9).map((i) => {
      const x = -10 + i * 25;
      return <path key={i} d={`M${x} 300L${x + between(random, 0, 12)} ${between(random, 70, 160)}L${x + 13} 300Z`} fill={deep} />;
    })}
    <path d={`M0 0H200V20${range(8).map((i) => `L${187 - i * 25} ${between(random, 26, 60)}L${175 - i * 25} 20`).join("")}Z`} fill={deep} />
  </>,
  "Musical": (random, { glow }) => <>
    {range(13).map((i) => {
      const tall = 24 + Math.abs(Math.sin(i * between(random, 0.5, 0.9))) * 120;
      return <rect key={i} x={9 + i * 14.3} y={188 - tall} width="8" height={tall} rx="4" fill={glow} opacity={0.45 + (i % 3) * 0.2} />;
    })}
  </>,
  "Mystery": (random, { glow, deep }) => {
    const x = between(random, 75, 125);
    return <>
      {range(5).map((i) => <circle key={i} cx={x} cy="96" r={130 - i * 24} fill={glow} opacity={0.07 + i * 0.05} />)}
      <circle cx={x} cy="88" r="24" fill={deep} />
      <path d={`M${x - 9} 100L${x - 21} 172H${x + 21}L${x + 9} 100Z`} fill={deep} />
    </>;
  },
  "Romance": (random, { glow }) => <>
    {range(4).map((i) => {
      const [x, y, s] = [between(random, 40, 160), between(random, 50, 140), between(random, 0.5, 2.2 - i * 0.35)];
      return <path key={i} d="M0 12C-30 -10 -22 -34 -6 -30C-2 -29 0 -25 0 -22C0 -25 2 -29 6 -30C22 -34 30 -10 0 12Z" transform={`translate(${x} ${y}) scale(${s}) rotate(${between(random, -22, 22)})`} fill={glow} opacity={0.3 + i * 0.2} />;
    })}
    <path d={`M-10 ${between(random, 150, 175)}Q60 ${between(random, 110, 150)} 110 165T210 150`} fill="none" stroke={glow} stroke-width="2" opacity="0.7" />
  </>,
  "Sci-Fi": (random, { glow, mid }) => {
    const [x, y, r, tilt] = [between(random, 70, 130), between(random, 85, 115), between(random, 34, 52), between(random, -32, -10)];
    return <>
      {range(26).map((i) => <circle key={i} cx={random() * 200} cy={random() * 200} r={0.6 + random() * 1.4} fill={glow} opacity={0.4 + random() * 0.6} />)}
      <circle cx={x} cy={y} r={r} fill={glow} />
      <circle cx={x + r * 0.34} cy={y + r * 0.2} r={r * 0.9} fill={mid} opacity="0.55" />
      <ellipse cx={x} cy={y} rx={r * 1.75} ry={r * 0.42} fill="none" stroke={glow} stroke-width="3" transform={`rotate(${tilt} ${x} ${y})`} />
    </>;
  },
  "Thriller": (random, { glow }) => {
    const [x, y] = [between(random, 60, 140), between(random, 80, 120)];
    return <>{range(8).map((i) => (
      <circle key={i} cx={x + i * between(random, -3, 3)} cy={y + i * between(random, -3, 3)} r={10 + i * 15} fill="none" stroke={glow} stroke-width={7 - i * 0.6} stroke-dasharray={`${between(random, 40, 200)} ${between(random, 8, 40)}`} opacity={0.85 - i * 0.09} />
    ))}</>;
  },
  "War": (random, { glow }) => <>
    {range(6).map((i) => (
      <path key={i} d={`M${-30} ${60 + i * 28}L100 ${between(random, 4, 14) + i * 28}L230 ${60 + i * 28}V${60 + i * 28 + 12}L100 ${26 + i * 28}L-30 ${72 + i * 28}Z`} fill={glow} opacity={0.75 - i * 0.11} />
    ))}
  </>,
  "Western": (random, { glow, deep }) => <>
    <circle cx={between(random, 60, 140)} cy={between(random, 100, 120)} r={between(random, 42, 58)} fill={glow} />
    {range(4).map((i) => <rect key={i} x="0" y={112 + i * 13} width="200" height={2 + i * 1.5} fill={deep} opacity="0.45" />)}
    <path d={`M-10 300V${between(random, 150, 175)}H${between(random, 20, 40)}L${between(random, 46, 60)} 190H${between(random, 100, 120)}L128 ${between(random, 140, 160)}H172L184 186H220V300Z`} fill={deep} />
  </>,
};
motifs["Children"] = motifs["Children's"]!;
