import { useEffect, useState } from "preact/hooks";
import { service } from "../api/service.ts";
import type { FilmMap, ModelName, RecordedSession } from "../api/types.ts";
import { nameOf } from "../lib/film.ts";
import { share } from "../lib/format.ts";
import { titleOf } from "../lib/models.ts";
import { useResource } from "../lib/resource.ts";
import { Link, setQuery, usePlace } from "../lib/router.tsx";
import { useStore } from "../lib/store.ts";
import { visit, write } from "../lib/visit.ts";
import { Segments, Select } from "../parts/controls.tsx";
import { Icon } from "../parts/icons.tsx";
import { Empty, Failed, Ghosts, Loaded, Spoken } from "../parts/states.tsx";
import { captionOf, type Frame, hitsOf, modelsBeside, placesOn, playedFrames, visitFrames } from "./map/frames.ts";
import { Sky } from "./map/sky.tsx";

const pace = 1600; // milliseconds that a moment is shown while it plays

/** All films on two dimensions, and a policy at work on them. */
export function MapView() {
  const { query } = usePlace();
  const whose = query.has("user") ? "test" : "mine";
  const map = useResource("map", service.map);
  return (
    <>
      <div class="heading">
        <div>
          <h1>A policy at work</h1>
          <p>
            Each dot is a film: films that please the same people lie near each other, in one colour. The agent reads the films in
            rings and answers with the arrow, the direction in which it looks; the numbered films lie best in that direction.
            Every verdict moves the rings, the rings move the arrow, and the numbers follow.
          </p>
        </div>
        <Segments
          name="whose"
          label="Whose session"
          value={whose}
          options={[
            { value: "mine", label: "My session" },
            { value: "test", label: "A test user's" },
          ]}
          onChange={(value) => setQuery({ user: value === "test" ? "first" : null, step: null })}
        />
      </div>
      {map.fault && map.value === null ? (
        <Failed fault={map.fault} retry={map.reload} />
      ) : (
        <Loaded from={map} ghosts={<Ghosts count={1} height="34rem" />}>
          {(films) => (whose === "mine" ? <Mine map={films} /> : <Test map={films} asked={query.get("user")!} />)}
        </Loaded>
      )}
    </>
  );
}

function Mine({ map }: { map: FilmMap }) {
  const said = useStore(visit);
  const dataset = useResource("dataset", service.dataset);
  const middle = dataset.value && (dataset.value.lowestStar + dataset.value.highestStar) / 2;
  const frames = useResource(middle === null || said.length === 0 ? null : `frames ${write(said)}`, () =>
    visitFrames(said, (rating) => rating > middle!),
  );
  if (said.length === 0) {
    return (
      <Stage map={map} sessions={[{ title: "All films", frames: [] }]}>
        <Empty icon="map" title="Nothing to follow yet">
          <p>
            <Link to="/">Name films you love</Link>, and see here where they lead; or look at a test user's session.
          </p>
        </Empty>
      </Stage>
    );
  }

  return (
    <Loaded from={frames} ghosts={<Ghosts count={1} height="34rem" />}>
      {(all) => <Stage map={map} sessions={[{ title: "Your session", frames: all }]} />}
    </Loaded>
  );
}

function Test({ map, asked }: { map: FilmMap; asked: string }) {
  const { query } = usePlace();
  const beside = modelsBeside.find((model) => model === query.get("beside")) ?? "item-cosine";
  const user = Number(asked) || null;
  const played = useResource(`played ${user} ${beside}`, (signal) =>
    Promise.all((["drr", beside] as ModelName[]).map((model) => service.playedSession(user, model, signal))),
  );
  return (
    <Loaded from={played} ghosts={<Ghosts count={1} height="34rem" />}>
      {([agent, other]) => (
        <>
          <div class="row whose">
            <Select
              label="Test user"
              value={String(agent!.userId)}
              options={[...new Set([agent!.userId, ...agent!.users])].map(String)}
              onChange={(value) => setQuery({ user: value, step: null })}
            />
            <Select
              label="Beside"
              value={beside}
              options={modelsBeside.map((model) => ({ value: model, label: titleOf(model) }))}
              onChange={(value) => setQuery({ beside: value })}
            />
            <p class="note">
              The agent never saw this user in training. Each step shows one film; the user's own ratings answer, and a film that
              they never rated counts as a miss.
            </p>
          </div>
          <Stage
            map={map}
            sessions={[agent!, other!].map((session) => ({
              title: titleOf(session.model),
              frames: playedFrames(session),
              session,
            }))}
          />
        </>
      )}
    </Loaded>
  );
}

interface Shown {
  title: string;
  frames: Frame[];
  session?: RecordedSession;
}

/** One session or two on their maps, at the same step, and what moves through them. */
function Stage({ map, sessions, children }: { map: FilmMap; sessions: Shown[]; children?: preact.ComponentChildren }) {
  const places = placesOn(map);
  const last = Math.max(...sessions.map(({ frames }) => frames.length)) - 1;
  const [at, setAt] = useState(sessions[0]!.session ? 0 : Math.max(last, 0));
  const [playing, setPlaying] = useState(false);
  const now = Math.min(at, Math.max(last, 0));
  useEffect(() => {
    if (!playing) {
      return undefined;
    }

    const timer = setTimeout(() => (now < last ? setAt(now + 1) : setPlaying(false)), pace);
    return () => clearTimeout(timer);
  }, [playing, now, last]);
  const play = () => {
    if (!playing && now === last) {
      setAt(0);
    }

    setPlaying(!playing);
  };
  const step = (by: number) => {
    setPlaying(false);
    setAt(Math.min(Math.max(now + by, 0), last));
  };
  return (
    <section class="stage" aria-label="Map of films">
      {last > 0 && (
        <div class="player panel">
          <button type="button" class="button" onClick={() => step(-1)} disabled={now === 0} aria-label="Step back">
            <Icon name="back" />
          </button>
          <button type="button" class="button main" onClick={play}>
            <Icon name={playing ? "pause" : "play"} filled={!playing} />
            {playing ? "Pause" : "Play"}
          </button>
          <button type="button" class="button" onClick={() => step(1)} disabled={now === last} aria-label="Step forward">
            <Icon name="skip" />
          </button>
          <input
            type="range"
            min="0"
            max={last}
            value={now}
            aria-label="Step"
            onInput={(event) => {
              setPlaying(false);
              setAt(Number(event.currentTarget.value));
            }}
          />
          <span class="number note">
            {now + 1} of {last + 1}
          </span>
        </div>
      )}
      <div class={`skies${sessions.length > 1 ? " two" : ""}`}>
        {sessions.map(({ title, frames, session }) => {
          const frame = frames[Math.min(now, frames.length - 1)];
          return (
            <figure key={title} class="panel">
              <figcaption>
                <h2>{title}</h2>
                {session && (
                  <span class="chip good number">
                    {hitsOf(session, now)[0]} liked of {hitsOf(session, now)[1]} shown
                  </span>
                )}
              </figcaption>
              <Sky map={map} places={places} frames={frames} at={Math.min(now, frames.length - 1)} label={title} />
              {frame && <Candidates frame={frame} />}
              {children}
            </figure>
          );
        })}
      </div>
      <p class="note">
        Two dimensions hold {share(map.share, 0)} of what tells the films' directions apart; the agent sees all. Candidates may
        lie beside the arrow, for what was said of films before counts too.
      </p>
      {playing && <Spoken>{captionOf(sessions[0]!.frames[now]!)}</Spoken>}
    </section>
  );
}

const Candidates = ({ frame }: { frame: Frame }) => (
  <div class="moment">
    <p class={`judged ${frame.judged?.kind ?? ""}`}>{captionOf(frame)}</p>
    <ol aria-label="Candidates">
      {frame.candidates.slice(0, 5).map((film) => (
        <li key={film.id}>
          <Link to={`/film/${film.id}`}>{nameOf(film.title)}</Link>
        </li>
      ))}
    </ol>
  </div>
);
