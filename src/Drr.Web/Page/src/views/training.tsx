import { useEffect, useRef } from "preact/hooks";
import { service } from "../api/service.ts";
import type { MetricLine, Run, TrainingState } from "../api/types.ts";
import { count } from "../lib/format.ts";
import { setQuery, usePlace } from "../lib/router.tsx";
import { useResource } from "../lib/resource.ts";
import { Meter, Select } from "../parts/controls.tsx";
import { LineChart, type Point } from "../parts/line-chart.tsx";
import { Empty, Ghosts, Loaded } from "../parts/states.tsx";
import { Deeds, NewRun } from "./training/new-run.tsx";

/** How often a run at work is asked what is new, in milliseconds. */
const every = 2000;

/** What is drawn, in this order: the stage that measured it, the field, a title, and what it tells. */
const curves: { stage: string; field: string; title: string; means: string; smoothed: boolean }[] = [
  {
    stage: "validate",
    field: "precisionAt10",
    title: "Precision at 10",
    means: "of lists for users held back, the higher the better",
    smoothed: false,
  },
  {
    stage: "validate",
    field: "rewardPerSession",
    title: "Reward of a session",
    means: "for users held back, the higher the better",
    smoothed: false,
  },
  {
    stage: "train",
    field: "rewardPerStep",
    title: "Reward of a step",
    means: "in training, the higher the better",
    smoothed: true,
  },
  { stage: "train", field: "hitRate", title: "Hits", means: "share of shown films that the user liked", smoothed: true },
  { stage: "train", field: "criticLoss", title: "Critic loss", means: "how far its estimates are off", smoothed: true },
  { stage: "train", field: "meanValue", title: "Mean value", means: "what the critic expects", smoothed: true },
  {
    stage: "train",
    field: "meanAbsoluteAction",
    title: "Mean action",
    means: "size of the actor's output: near 1 it is saturated",
    smoothed: true,
  },
  {
    stage: "train",
    field: "distinctItems",
    title: "Different films",
    means: "shown since the measurement before",
    smoothed: true,
  },
];

/** The curves of a run, which grow while it is at work. */
export function TrainingView() {
  const { query } = usePlace();
  const runs = useResource("runs", service.runs);
  const training = useResource("training", service.training);
  const name = query.get("run") ?? runs.value?.[0]?.name ?? null;
  const run = runs.value?.find((r) => r.name === name) ?? null;
  const held = useRef<{ run: string; next: number; lines: MetricLine[] }>({ run: "", next: 0, lines: [] });
  const metrics = useResource(run && `metrics ${name}`, async (signal) => {
    const had = held.current.run === name ? held.current : { run: name!, next: 0, lines: [] };
    let news = await service.metrics(name!, had.next, signal);
    if (news.next < had.next) {
      // the run was begun anew
      had.lines = [];
      news = await service.metrics(name!, 0, signal);
    }

    held.current = { run: name!, next: news.next, lines: [...had.lines, ...news.lines] };
    return held.current.lines;
  });

  const look = () => {
    runs.reload();
    metrics.reload();
    training.reload();
  };
  useEffect(() => {
    if (run?.status !== "unfinished" && training.value?.running === null) {
      return undefined;
    }

    const timer = setInterval(() => {
      if (!document.hidden) {
        metrics.reload();
        runs.reload();
        training.reload();
      }
    }, every);
    return () => clearInterval(timer);
  }, [run?.status, run?.name, training.value?.running]);

  return (
    <>
      <div class="heading">
        <div>
          <h1>Training</h1>
          <p>Take a data set, train an agent on it, watch it learn, and let it answer: all from here.</p>
        </div>
        {runs.value && runs.value.length > 0 && (
          <div class="run-choice">
            <Select
              label="Run"
              value={name ?? ""}
              options={runs.value.map((r) => ({ value: r.name, label: r.name }))}
              onChange={(value) => setQuery({ run: value })}
            />
          </div>
        )}
      </div>
      {training.value?.canTrain && (
        <NewRun
          state={training.value}
          begun={(run) => {
            setQuery({ run });
            look();
          }}
          look={look}
        />
      )}
      <Loaded from={runs} ghosts={<Ghosts count={4} height="16rem" className="curves" />}>
        {(all) =>
          all.length === 0 ? (
            <div class="panel">
              <Empty icon="training" title="No run yet">
                <p>
                  Start one, and its curves grow here: <code>drr train --data ml-1m</code>
                </p>
              </Empty>
            </div>
          ) : (
            <div class="stack">
              {run && <Progress run={run} state={training.value} look={look} />}
              <Loaded from={metrics} ghosts={<Ghosts count={4} height="16rem" className="curves" />}>
                {(lines) => <Curves lines={lines} until={run?.totalSteps ?? 0} />}
              </Loaded>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

const statusOf = (run: Run): [string, string] =>
  run.status === "finished"
    ? ["finished", "good"]
    : run.status === "stoppedEarly"
      ? ["stopped early", "warn"]
      : run.active || run.updated === null
        ? ["at work", "accent"]
        : ["stopped, can be resumed", "warn"];

function Progress({ run, state, look }: { run: Run; state: TrainingState | null; look: () => void }) {
  const [status, kind] = statusOf(run);
  return (
    <section class="panel progress" aria-label="Progress">
      <div class="row">
        <h2>{run.name}</h2>
        <span class={`chip ${kind}`}>{status}</span>
        {run.served && <span class="chip">answers here</span>}
        <span class="note">{run.dataset}</span>
      </div>
      <div class="steps">
        <Meter value={run.totalSteps ? run.steps / run.totalSteps : 0} />
        <span class="number note">
          {count(run.steps)} of {count(run.totalSteps)} steps
        </span>
      </div>
      {state?.canTrain && <Deeds run={run} state={state} look={look} />}
    </section>
  );
}

function Curves({ lines, until }: { lines: readonly MetricLine[]; until: number }) {
  const drawn = curves
    .map((curve) => ({ ...curve, points: pointsOf(lines, curve.stage, curve.field) }))
    .filter((curve) => curve.points.length > 0);
  return drawn.length === 0 ? (
    <div class="panel">
      <Empty icon="training" title="Nothing was measured yet">
        <p>The first figures come after the first report of the run.</p>
      </Empty>
    </div>
  ) : (
    <div class="curves">
      {drawn.map((curve) => (
        <section key={curve.field} class="panel" aria-labelledby={curve.field}>
          <header>
            <h2 id={curve.field}>{curve.title}</h2>
            <p class="note">{curve.means}</p>
          </header>
          <LineChart points={curve.points} label={curve.title} unit="steps" until={until} smoothed={curve.smoothed} />
        </section>
      ))}
    </div>
  );
}

function pointsOf(lines: readonly MetricLine[], stage: string, field: string): Point[] {
  return lines
    .filter((line) => line.stage === stage)
    .flatMap((line) => {
      const value = line[field];
      return typeof value === "number" ? [{ x: line.step, y: value }] : [];
    });
}
