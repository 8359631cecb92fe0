import { between, type Motif, range } from "./motif.ts";

/** What lies under a motif, whatever the genre: it tells films of one genre apart even where a cover is small. */
const backdrops: Motif[] = [
  (random, { glow }) => {
    const [x, y] = [between(random, 0, 200), between(random, 0, 300)];
    return (
      <>
        {range(6).map((i) => (
          <circle key={i} cx={x} cy={y} r={30 + i * 38} fill="none" stroke={glow} stroke-width="14" opacity="0.3" />
        ))}
      </>
    );
  },
  (random, { glow }) => (
    <g transform={`rotate(${between(random, -75, 75)} 100 150)`}>
      {range(7).map((i) => (
        <rect key={i} x="-150" y={-90 + i * 72} width="500" height={between(random, 10, 44)} fill={glow} opacity="0.3" />
      ))}
    </g>
  ),
  (random, { glow, deep }) => {
    const split = between(random, 70, 210);
    return (
      <>
        <path d={`M0 0H200V${split}L0 ${split + between(random, -90, 90)}Z`} fill={glow} opacity="0.55" />
        <rect y="240" width="200" height="60" fill={deep} opacity="0.5" />
      </>
    );
  },
  (random, { glow }) => (
    <>
      {range(24).map((i) => (
        <circle
          key={i}
          cx={20 + (i % 4) * 54}
          cy={16 + Math.floor(i / 4) * 54}
          r={between(random, 3, 22)}
          fill={glow}
          opacity={between(random, 0.15, 0.5)}
        />
      ))}
    </>
  ),
  (random, { glow, deep }) => (
    <>
      {range(12).map((i) => (
        <rect
          key={i}
          x={(i % 3) * 67}
          y={Math.floor(i / 3) * 75}
          width="67"
          height="75"
          fill={random() < 0.5 ? glow : deep}
          opacity={between(random, 0.05, 0.5)}
        />
      ))}
    </>
  ),
  (random, { glow }) => (
    <>
      {range(5).map((i) => (
        <path
          key={i}
          d={`M-10 ${40 + i * 58}Q50 ${between(random, 0, 120) + i * 45} 100 ${40 + i * 58}T210 ${between(random, 20, 80) + i * 58}`}
          fill="none"
          stroke={glow}
          stroke-width={between(random, 6, 26)}
          opacity="0.3"
        />
      ))}
    </>
  ),
];

export const backdrop: Motif = (random, tones) => backdrops[Math.floor(random() * backdrops.length)]!(random, tones);
