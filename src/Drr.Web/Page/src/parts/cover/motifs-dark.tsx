import { between, type Motif, range } from "./motif.ts";

/** Motifs of the graver genres. */
export const dark: Record<string, Motif> = {
  Action: (random, { glow }) => {
    const [x, y] = [between(random, 60, 140), between(random, 70, 130)];
    return (
      <>
        {range(13).map((i) => {
          const angle = (i / 13) * Math.PI * 2 + random() * 0.3;
          const [wide, far] = [0.05 + random() * 0.09, between(random, 150, 300)];
          const at = (turn: number) => `${x + Math.cos(angle + turn) * far} ${y + Math.sin(angle + turn) * far}`;
          return <path key={i} d={`M${x} ${y}L${at(-wide)}L${at(wide)}Z`} fill={glow} opacity={0.14 + random() * 0.3} />;
        })}
        <circle cx={x} cy={y} r={between(random, 16, 28)} fill={glow} />
      </>
    );
  },
  Crime: (random, { glow, deep }) => {
    const tilt = between(random, -14, -4);
    return (
      <g transform={`rotate(${tilt} 100 100)`}>
        <rect x={between(random, 20, 60)} y="10" width={between(random, 90, 130)} height="170" fill={glow} opacity="0.8" />
        {range(12).map((i) => (
          <rect key={i} x="-40" y={14 + i * 15} width="300" height={between(random, 7, 9.5)} fill={deep} />
        ))}
      </g>
    );
  },
  Documentary: (random, { glow }) => {
    const turn = random() * 60;
    return (
      <g transform={`translate(100 105) rotate(${turn})`}>
        {range(7).map((i) => (
          <path
            key={i}
            d="M0 -74 A74 74 0 0 1 58 -46 L18 -34Z"
            fill={glow}
            opacity={0.35 + (i % 3) * 0.18}
            transform={`rotate(${(i * 360) / 7})`}
          />
        ))}
        <circle r="82" fill="none" stroke={glow} stroke-width="3" />
      </g>
    );
  },
  Drama: (random, { glow }) => {
    const [gap, y] = [between(random, 22, 46), between(random, 92, 112)];
    return (
      <>
        <circle cx={100 - gap} cy={y} r={between(random, 48, 66)} fill={glow} opacity="0.55" />
        <circle cx={100 + gap} cy={y + between(random, -22, 22)} r={between(random, 34, 62)} fill={glow} opacity="0.5" />
        <path
          d={`M-10 ${y + 50}Q100 ${y + between(random, 10, 90)} 210 ${y + 50}`}
          fill="none"
          stroke={glow}
          stroke-width="1.5"
          opacity="0.8"
        />
      </>
    );
  },
  "Film-Noir": (random, { glow }) => {
    const x = between(random, 20, 70);
    return (
      <>
        <path d={`M${x} -10L${x + between(random, 30, 70)} 300L${between(random, 190, 300)} 300Z`} fill={glow} opacity="0.5" />
        <path d={`M${x} -10L${x + 70} 300L${x + 130} 300Z`} fill={glow} opacity="0.4" />
        <circle cx={x + 66} cy={between(random, 110, 140)} r="15" fill="#0c0c0c" />
        <path d={`M${x + 40} 300Q${x + 44} 165 ${x + 66} 160Q${x + 88} 165 ${x + 92} 300Z`} fill="#0c0c0c" />
      </>
    );
  },
  Horror: (random, { glow, deep }) => (
    <>
      <circle cx={between(random, 70, 130)} cy={between(random, 80, 100)} r={between(random, 40, 56)} fill={glow} opacity="0.9" />
      {range(9).map((i) => {
        const x = -10 + i * 25;
        return (
          <path key={i} d={`M${x} 300L${x + between(random, 0, 12)} ${between(random, 70, 160)}L${x + 13} 300Z`} fill={deep} />
        );
      })}
      <path
        d={`M0 0H200V20${range(8)
          .map((i) => `L${187 - i * 25} ${between(random, 26, 60)}L${175 - i * 25} 20`)
          .join("")}Z`}
        fill={deep}
      />
    </>
  ),
  Mystery: (random, { glow, deep }) => {
    const x = between(random, 75, 125);
    return (
      <>
        {range(5).map((i) => (
          <circle key={i} cx={x} cy="96" r={130 - i * 24} fill={glow} opacity={0.07 + i * 0.05} />
        ))}
        <circle cx={x} cy="88" r="24" fill={deep} />
        <path d={`M${x - 9} 100L${x - 21} 172H${x + 21}L${x + 9} 100Z`} fill={deep} />
      </>
    );
  },
  Thriller: (random, { glow }) => {
    const [x, y] = [between(random, 60, 140), between(random, 80, 120)];
    return (
      <>
        {range(8).map((i) => (
          <circle
            key={i}
            cx={x + i * between(random, -3, 3)}
            cy={y + i * between(random, -3, 3)}
            r={10 + i * 15}
            fill="none"
            stroke={glow}
            stroke-width={7 - i * 0.6}
            stroke-dasharray={`${between(random, 40, 200)} ${between(random, 8, 40)}`}
            opacity={0.85 - i * 0.09}
          />
        ))}
      </>
    );
  },
  War: (random, { glow }) => (
    <>
      {range(6).map((i) => (
        <path
          key={i}
          transform={`translate(0 ${i * 28})`}
          d={`M-30 60L100 ${between(random, 4, 14)}L230 60V72L100 26L-30 72Z`}
          fill={glow}
          opacity={0.75 - i * 0.11}
        />
      ))}
    </>
  ),
  Western: (random, { glow, deep }) => {
    const [left, edge, foot] = [between(random, 150, 175), between(random, 20, 40), between(random, 46, 60)];
    const [rise, top] = [between(random, 100, 120), between(random, 140, 160)];
    return (
      <>
        <circle cx={between(random, 60, 140)} cy={between(random, 100, 120)} r={between(random, 42, 58)} fill={glow} />
        {range(4).map((i) => (
          <rect key={i} x="0" y={112 + i * 13} width="200" height={2 + i * 1.5} fill={deep} opacity="0.45" />
        ))}
        <path d={`M-10 300V${left}H${edge}L${foot} 190H${rise}L128 ${top}H172L184 186H220V300Z`} fill={deep} />
      </>
    );
  },
};
