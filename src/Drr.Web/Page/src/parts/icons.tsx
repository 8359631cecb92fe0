import type { JSX } from "preact";

const shapes = {
  dataset: (
    <>
      <ellipse cx="12" cy="5.5" rx="7.5" ry="3" />
      <path d="M4.5 5.5v13c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-13M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3" />
    </>
  ),
  trending: <path d="M3 17.5 9 11l4 4 8-9M15 6h6v6" />,
  users: (
    <>
      <circle cx="9" cy="8" r="3.75" />
      <path d="M2.5 20.5c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M15.5 4.7a3.75 3.75 0 0 1 0 6.6M18 14.9c2.1.9 3.5 2.9 3.5 5.6" />
    </>
  ),
  session: (
    <>
      <rect x="3" y="4.5" width="8" height="12" rx="1.5" />
      <path d="M14.5 7l5.3 1.4-2.8 10.7-6-1.6" />
    </>
  ),
  training: <path d="M3.5 3.5v17h17M7 16c2-7 4-9 6-5s4 2 6.5-5" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
    </>
  ),
  moon: <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />,
  system: (
    <>
      <rect x="3" y="4" width="18" height="12.5" rx="2" />
      <path d="M8.5 20.5h7M12 16.5v4" />
    </>
  ),
  like: <path d="M12 20.5S3.5 15.5 3.5 9.3A4.7 4.7 0 0 1 12 6.5a4.7 4.7 0 0 1 8.5 2.8c0 6.2-8.5 11.2-8.5 11.2Z" />,
  dislike: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M6 6l12 12" />
    </>
  ),
  skip: <path d="M5 5.5 14 12l-9 6.5ZM18.5 5.5v13" />,
  undo: <path d="M8.5 5 4 9.5 8.5 14M4.5 9.5h9a5.5 5.5 0 0 1 0 11H9" />,
  next: <path d="M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5" />,
  plus: <path d="M12 4.5v15M4.5 12h15" />,
  upload: <path d="M12 16.5v-12M6.5 9.5 12 4l5.5 5.5M4 16.5v3.5h16v-3.5" />,
  check: <path d="M4.5 12.5 10 18 19.5 6.5" />,
  fault: <path d="M12 3.5 22 20.5H2ZM12 10v5M12 17.6v.4" />,
  discover: <path d="M12 3.5l2.4 5.6 6.1.5-4.6 4 1.4 5.9-5.3-3.2-5.3 3.2 1.4-5.9-4.6-4 6.1-.5Z" />,
  map: (
    <>
      <circle cx="6" cy="7" r="2" />
      <circle cx="17" cy="5.5" r="1.5" />
      <circle cx="7.5" cy="18" r="1.5" />
      <circle cx="18.5" cy="17.5" r="2.5" />
      <path d="M8 9l8 7M13 16h3v-3" />
    </>
  ),
  watch: <path d="M6 3.5h12v17l-6-4.5-6 4.5Z" />,
  play: <path d="M7 4.5 19 12 7 19.5Z" />,
  pause: <path d="M8 5v14M16 5v14" />,
  back: <path d="M19 5.5 10 12l9 6.5ZM5.5 5.5v13" />,
  link: <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3A4 4 0 0 0 11 18.700l1-1" />,
  download: <path d="M12 4v12M6.500 11 12 16.500 17.500 11M4 20h16" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
} satisfies Record<string, JSX.Element>;

export type IconName = keyof typeof shapes;

/** A drawing beside a word; it says nothing to a screen reader. */
export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {shapes[name]}
    </svg>
  );
}

/** A star, to be counted. */
export const StarShape = ({ filled = true }: { filled?: boolean }) => (
  <svg
    viewBox="0 0 20 20"
    aria-hidden="true"
    fill={filled ? "currentColor" : "none"}
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linejoin="round"
  >
    <path d="M10 1.8l2.5 5.3 5.8.7-4.3 4 1.2 5.7L10 14.6l-5.2 2.9L6 11.8l-4.3-4 5.8-.7Z" />
  </svg>
);
