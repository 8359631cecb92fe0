import { useEffect } from "preact/hooks";
import { service } from "../api/service.ts";
import type { ModelName } from "../api/types.ts";
import { models } from "../lib/models.ts";
import { lastSession, Link, setQuery, usePlace } from "../lib/router.tsx";
import { useResource } from "../lib/resource.ts";
import { Segments } from "../parts/controls.tsx";
import { Empty, Ghosts, Loaded } from "../parts/states.tsx";
import { Comparison } from "./session/comparison.tsx";
import { Profile } from "./session/profile.tsx";
import { Recommendations } from "./session/recommendations.tsx";
import { useSession } from "./session/use-session.ts";

const compare = "compare";
const choices = [
  ...models.map((model) => ({ value: model.name as string, label: model.title })),
  { value: compare, label: "Side by side" },
];

/** A user's session: who it is, what the agent looks at, and films to judge. */
export function SessionView({ user }: { user: number | null }) {
  if (user === null) {
    return (
      <Empty whole icon="session" title="Whose session?">
        <p>A session belongs to a user: their history is what the agent starts from.</p>
        <div class="row">
          <Link to="/users" class="button main">
            Choose a user
          </Link>
          <Link to="/users?new=1" class="button">
            Make a new one
          </Link>
        </div>
      </Empty>
    );
  }

  return <Session user={user} />;
}

function Session({ user }: { user: number }) {
  const { query } = usePlace();
  const asked = query.get("model") ?? "drr";
  const chosen = choices.some((choice) => choice.value === asked) ? asked : "drr";
  const model = chosen === compare ? null : (chosen as ModelName);
  const session = useSession(user, model);
  const profile = useResource(`user ${user} ${session.version}`, (signal) => service.user(user, signal));
  useEffect(() => {
    if (profile.value) {
      lastSession.set(user);
    }
  }, [profile.value]);
  const choose = (next: string) => setQuery({ model: next === "drr" ? null : next });

  return (
    <>
      <div class="heading">
        <div>
          <h1>Session of {profile.value?.name ?? `user ${user}`}</h1>
          <p>Judge what you see: the agent's next list takes it into account.</p>
        </div>
        <Segments name="model" label="Model" value={chosen} onChange={choose} options={choices} />
      </div>
      <Loaded from={profile} ghosts={<Ghosts count={1} height="28rem" />}>
        {(who) => (
          <div class="session">
            <Profile who={who} session={session} />
            {model === null ? (
              <Comparison user={user} version={session.version} />
            ) : (
              <Recommendations model={model} session={session} nextModel={() => choose(after(chosen))} />
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}

const after = (choice: string) => choices[(choices.findIndex((c) => c.value === choice) + 1) % choices.length]!.value;
