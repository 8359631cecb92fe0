import { service } from "../../api/service.ts";
import type { Discovery, Film, FilmMap, MapPoint, ModelName, RecordedSession, Said } from "../../api/types.ts";
import { nameOf } from "../../lib/film.ts";

/** A moment of a session: what the policy has seen, where it looks, and what it would show. */
export interface Frame {
  state: Film[];
  action: MapPoint | null;
  candidates: Film[];
  /** What was judged to get here; null before anything was. */
  judged: { film: Film; word: string; kind: "good" | "bad" | "miss" } | null;
}

const shown = 10;

/** The visitor's own session, a frame after each verdict. */
export async function visitFrames(said: readonly Said[], isLiked: (rating: number) => boolean): Promise<Frame[]> {
  const parts = said.map((_, i) => said.slice(0, i + 1)).slice(-30);
  const found = await Promise.all(parts.map((part) => service.discover(part, "drr", 0, shown)));
  return found.map((moment, i) => frameOf(moment, parts[i]!.at(-1)!, isLiked));
}

function frameOf(moment: Discovery, last: Said, isLiked: (rating: number) => boolean): Frame {
  const film = moment.verdicts.find((one) => one.film.id === last.movieId)!.film;
  const good = isLiked(last.rating);
  return {
    state: moment.state,
    action: moment.action,
    candidates: (moment.rows[0]?.items ?? []).map((item) => item.film),
    judged: { film, word: good ? "You liked" : "You did not like", kind: good ? "good" : "bad" },
  };
}

/** A session that a model played with a user of the data set: what is shown in a frame is judged in the next. */
export function playedFrames(session: RecordedSession): Frame[] {
  return session.steps.map((step, i) => {
    const before = session.steps[i - 1];
    return {
      state: before?.state ?? session.start,
      action: step.action,
      candidates: step.candidates,
      judged: before ? verdictOf(before.candidates[0]!, before.rating, before.liked) : null,
    };
  });
}

const verdictOf = (film: Film, rating: number | null, liked: boolean): Frame["judged"] => ({
  film,
  word: rating === null ? "Never rated:" : liked ? `Liked, ${rating} stars:` : `Not liked, ${rating} stars:`,
  kind: rating === null ? "miss" : liked ? "good" : "bad",
});

/** How the session went up to a frame: films liked of films shown. */
export const hitsOf = (session: RecordedSession, frame: number): [number, number] => [
  session.steps.slice(0, frame).filter((step) => step.liked).length,
  frame,
];

export const captionOf = (frame: Frame): string =>
  frame.judged === null ? "Before the first step" : `${frame.judged.word} ${nameOf(frame.judged.film.title)}`;

/** Where films lie, by id. */
export function placesOn(map: FilmMap): ReadonlyMap<number, MapPoint> {
  return new Map(map.ids.map((id, i) => [id, { x: map.x[i]!, y: map.y[i]! }]));
}

export const modelsBeside: ModelName[] = ["item-cosine", "popularity"];
