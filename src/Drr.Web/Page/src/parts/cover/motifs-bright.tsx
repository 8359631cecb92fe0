import { between, type Motif, range } from "./motif.ts";

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

/** Motifs of the lighter genres. */
export const bright: Record<string, Motif> = {
  Adventure: (random, { glow, deep }) => (
    <>
      <circle cx={between(random, 50, 150)} cy={between(random, 60, 95)} r={between(random, 18, 34)} fill={glow} />
      {ridges(random, deep, 4, 118, true)}
    </>
  ),
  Animation: (random, { glow }) => (
    <>
      {range(4).map((i) => {
        const [step, y] = [52, 150 - i * 6];
        return (
          <path
            key={i}
            d={`M${i * step - 8} ${y}Q${i * step + 18} ${y - between(random, 70, 130)} ${(i + 1) * step - 8} ${y}`}
            fill="none"
            stroke={glow}
            stroke-width="3"
            stroke-dasharray="1 8"
            stroke-linecap="round"
            opacity="0.85"
          />
        );
      })}
      {range(3).map((i) => (
        <circle
          key={i}
          cx={18 + i * 62}
          cy={150 - i * between(random, 10, 34)}
          r={24 - i * 5}
          fill={glow}
          opacity={0.4 + i * 0.3}
        />
      ))}
    </>
  ),
  "Children's": (random, { glow }) => (
    <>
      {range(5).map((i) => {
        const [x, y, r] = [30 + i * 35 + between(random, -8, 8), between(random, 50, 130), between(random, 17, 29)];
        return (
          <g key={i}>
            <path
              d={`M${x} ${y + r}Q${x + between(random, -14, 14)} ${y + 60} ${100 + (x - 100) * 0.4} 240`}
              fill="none"
              stroke={glow}
              stroke-width="1.5"
              opacity="0.55"
            />
            <ellipse cx={x} cy={y} rx={r * 0.86} ry={r} fill={glow} opacity={0.45 + random() * 0.5} />
          </g>
        );
      })}
    </>
  ),
  Comedy: (random, { glow }) => (
    <>
      {range(26).map((i) => {
        const [x, y, r] = [random() * 200, 10 + random() * 180, between(random, 3, 11)];
        return i % 3 === 0 ? (
          <circle key={i} cx={x} cy={y} r={r * 0.8} fill={glow} opacity={0.35 + random() * 0.6} />
        ) : (
          <rect
            key={i}
            x={x}
            y={y}
            width={r * 0.7}
            height={r * 2.2}
            rx="1.5"
            fill={glow}
            opacity={0.3 + random() * 0.6}
            transform={`rotate(${random() * 180} ${x} ${y})`}
          />
        );
      })}
    </>
  ),
  Fantasy: (random, { glow, deep }) => {
    const [x, y, r] = [between(random, 60, 140), between(random, 58, 82), between(random, 30, 42)];
    return (
      <>
        {range(18).map((i) => (
          <circle key={i} cx={random() * 200} cy={random() * 130} r={0.8 + random() * 1.6} fill={glow} opacity="0.8" />
        ))}
        <path d={`M${x} ${y - r}A${r} ${r} 0 1 1 ${x - r} ${y}A${r * 0.86} ${r * 0.86} 0 0 0 ${x} ${y - r}Z`} fill={glow} />
        {range(5).map((i) => {
          const [left, top, wide] = [10 + i * 38, between(random, 120, 165), between(random, 18, 26)];
          return (
            <path
              key={i}
              d={`M${left} 300V${top}L${left + wide / 2} ${top - 34}L${left + wide} ${top}V300Z`}
              fill={deep}
              opacity="0.78"
            />
          );
        })}
      </>
    );
  },
  Musical: (random, { glow }) => (
    <>
      {range(13).map((i) => {
        const tall = 24 + Math.abs(Math.sin(i * between(random, 0.5, 0.9))) * 120;
        return (
          <rect
            key={i}
            x={9 + i * 14.3}
            y={188 - tall}
            width="8"
            height={tall}
            rx="4"
            fill={glow}
            opacity={0.45 + (i % 3) * 0.2}
          />
        );
      })}
    </>
  ),
  Romance: (random, { glow }) => (
    <>
      {range(4).map((i) => {
        const [x, y, s] = [between(random, 40, 160), between(random, 50, 140), between(random, 0.5, 2.2 - i * 0.35)];
        return (
          <path
            key={i}
            d="M0 12C-30 -10 -22 -34 -6 -30C-2 -29 0 -25 0 -22C0 -25 2 -29 6 -30C22 -34 30 -10 0 12Z"
            transform={`translate(${x} ${y}) scale(${s}) rotate(${between(random, -22, 22)})`}
            fill={glow}
            opacity={0.3 + i * 0.2}
          />
        );
      })}
      <path
        d={`M-10 ${between(random, 150, 175)}Q60 ${between(random, 110, 150)} 110 165T210 150`}
        fill="none"
        stroke={glow}
        stroke-width="2"
        opacity="0.7"
      />
    </>
  ),
  "Sci-Fi": (random, { glow, mid }) => {
    const [x, y, r, tilt] = [
      between(random, 70, 130),
      between(random, 85, 115),
      between(random, 34, 52),
      between(random, -32, -10),
    ];
    return (
      <>
        {range(26).map((i) => (
          <circle
            key={i}
            cx={random() * 200}
            cy={random() * 200}
            r={0.6 + random() * 1.4}
            fill={glow}
            opacity={0.4 + random() * 0.6}
          />
        ))}
        <circle cx={x} cy={y} r={r} fill={glow} />
        <circle cx={x + r * 0.34} cy={y + r * 0.2} r={r * 0.9} fill={mid} opacity="0.55" />
        <ellipse
          cx={x}
          cy={y}
          rx={r * 1.75}
          ry={r * 0.42}
          fill="none"
          stroke={glow}
          stroke-width="3"
          transform={`rotate(${tilt} ${x} ${y})`}
        />
      </>
    );
  },
};
