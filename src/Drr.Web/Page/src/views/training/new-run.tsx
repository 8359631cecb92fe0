import { useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { Run, RunName, TrainingState } from "../../api/types.ts";
import { connected } from "../../api/http.ts";
import { Select } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Import } from "../dataset/import.tsx";

const means: Record<string, string> = {
  ranking: "orders a whole catalogue; the default",
  demo: "the same, small: about a minute on small data",
  paper: "the published policy gradient; slow",
  rerank: "orders what a user is about to rate",
  simulator: "sessions with simulated users",
};

/** Data set, preset, start: the three steps to a run. Each can be taken up again later, for data sets and runs stay in their
 * folders. */
export function NewRun({ state, begun, look }: { state: TrainingState; begun: (run: string) => void; look: () => void }) {
  const [dataSet, setDataSet] = useState("");
  const [preset, setPreset] = useState("demo");
  const [importing, setImporting] = useState(false);
  const deed = useDeed();
  const chosen = dataSet || (state.dataSets[0] ?? "");
  const start = () => deed.run(async () => begun((await service.train(chosen, preset)).name));
  return (
    <section class="panel new-run" aria-labelledby="new-run">
      <header>
        <h2 id="new-run">Train on your own data</h2>
        <p class="note">As drr train does: the run's folder is the same</p>
      </header>
      <ol>
        <li>
          {state.dataSets.length > 0 ? (
            <Select label="1. Data set" value={chosen} options={state.dataSets} onChange={setDataSet} />
          ) : (
            <p class="note">1. No data set was imported yet.</p>
          )}
          <button type="button" class="button" aria-expanded={importing} onClick={() => setImporting(!importing)}>
            <Icon name="upload" />
            Import one
          </button>
        </li>
        <li>
          <Select
            label="2. Preset"
            value={preset}
            options={state.presets.map((name) => ({ value: name, label: means[name] ? `${name}: ${means[name]}` : name }))}
            onChange={setPreset}
          />
        </li>
        <li>
          <button
            type="button"
            class="button main"
            disabled={deed.busy || chosen === "" || state.running !== null}
            onClick={start}
          >
            <Icon name="play" filled />
            3. Train
          </button>
        </li>
      </ol>
      {state.running && <p class="note">{state.running} is being trained; one run at a time.</p>}
      {(deed.fault ?? state.fault) && (
        <p class="alert" role="alert">
          {deed.fault ?? state.fault}
        </p>
      )}
      {importing && (
        <Import
          onKept={(report) => {
            setDataSet(report.name);
            look();
          }}
        />
      )}
    </section>
  );
}

/** What can be done with a run: stopped while it is at work here, gone on with, and served. */
export function Deeds({ run, state, look }: { run: Run; state: TrainingState; look: () => void }) {
  const deed = useDeed();
  const [switching, setSwitching] = useState(false);
  const act = (work: (name: string) => Promise<RunName>) =>
    deed.run(async () => {
      await work(run.name);
      look();
    });
  const serve = () =>
    deed.run(async () => {
      setSwitching(true);
      try {
        await service.serveRun(run.name);
        await untilBack();
        location.reload(); // data set, users and lists are others now
      } finally {
        setSwitching(false);
      }
    });
  const here = state.running === run.name;
  return (
    <div class="row deeds" role="status">
      {here && (
        <button type="button" class="button" disabled={deed.busy} onClick={() => act(service.stopRun)}>
          <Icon name="pause" />
          {deed.busy ? "Saving" : "Stop and save"}
        </button>
      )}
      {run.status === "unfinished" && !here && !run.active && state.running === null && (
        <button type="button" class="button main" disabled={deed.busy} onClick={() => act(service.resumeRun)}>
          <Icon name="play" filled />
          Go on
        </button>
      )}
      {!run.served && state.running === null && (
        <button type="button" class="button" disabled={deed.busy} onClick={serve}>
          <Icon name="discover" />
          {switching ? "The service starts anew" : "Let it answer here"}
        </button>
      )}
      {deed.fault && <p class="alert">{deed.fault}</p>}
    </div>
  );
}

/** Waits until the service has gone and come back. */
async function untilBack(): Promise<void> {
  const alive = () =>
    fetch("/health/live", { cache: "no-store" }).then(
      (answer) => answer.ok,
      () => false,
    );
  for (let tries = 0, gone = false; tries < 300; tries++) {
    await new Promise((done) => setTimeout(done, 100));
    const now = await alive();
    gone ||= !now;
    if (now && (gone || tries > 30)) {
      break;
    }
  }

  connected.set(true);
}

/** Something that is asked of the service once: whether it is on its way, and why it failed. */
function useDeed(): { busy: boolean; fault: string | null; run: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = (work: () => Promise<void>) => {
    setBusy(true);
    setFault(null);
    void work()
      .catch((reason: Error) => setFault(reason.message))
      .finally(() => setBusy(false));
  };
  return { busy, fault, run };
}
