import { useRef, useState } from "preact/hooks";
import { service } from "../../api/service.ts";
import type { ImportReport } from "../../api/types.ts";
import { count, plural } from "../../lib/format.ts";
import { Icon } from "../../parts/icons.tsx";
import { type Dropped, filesOf, nameFor } from "./dropped-files.ts";

/** What is happening: files are on their way, or the service reads them. */
type Stage = { sent: number } | "reading" | null;

/** Takes a folder or a zip, dropped or by its path, and shows what the check found. */
export function Import({ onKept }: { onKept?: (report: ImportReport) => void }) {
  const [stage, setStage] = useState<Stage>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const [over, setOver] = useState(false);
  const [name, setName] = useState("");
  const [path, setPath] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const busy = stage !== null;

  const check = async (first: Stage, begin: () => Promise<ImportReport>) => {
    setStage(first);
    setFault(null);
    setReport(null);
    await begin().then((found) => {
      setReport(found);
      if (found.accepted) {
        onKept?.(found);
      }
    }, setFault);
    setStage(null);
  };
  const upload = (dropped: Dropped) => {
    if (dropped.files.length > 0 && !busy) {
      const progress = (sent: number) => setStage(sent < 1 ? { sent } : "reading");
      void check({ sent: 0 }, () => service.importFiles(name.trim() || dropped.name, dropped.files, progress));
    }
  };
  return (
    <section class="panel import" aria-labelledby="import">
      <header>
        <h2 id="import">Import</h2>
        <p class="note">MovieLens 1M, 100K or latest, as a folder or a zip. Nothing leaves this machine.</p>
      </header>
      <div>
        <div
          class={`drop${over ? " over" : ""}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void filesOf(event.dataTransfer).then(upload);
          }}
        >
          <Icon name="upload" />
          <p>Drop a folder or a zip here</p>
          <button type="button" class="button" disabled={busy} onClick={() => picker.current?.click()}>
            Choose files
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label="Files of the data set"
            accept=".zip,.dat,.csv,.data,.item,.user"
            onChange={(event) => {
              const files = [...(event.currentTarget.files ?? [])];
              upload({ name: nameFor(files.length === 1 ? files[0]!.name : ""), files });
              event.currentTarget.value = "";
            }}
          />
          <label class="field name-field">
            <span>Keep under a name</span>
            <input
              value={name}
              placeholder="that of the folder"
              maxLength={60}
              spellcheck={false}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
        </div>
        <form
          class="path"
          onSubmit={(event) => {
            event.preventDefault();
            void check("reading", () => service.importPath(path.trim()));
          }}
        >
          <label class="field">
            <span>Or a path on the service's machine</span>
            <input
              value={path}
              placeholder="/data/ml-1m"
              spellcheck={false}
              onInput={(event) => setPath(event.currentTarget.value)}
            />
          </label>
          <button class="button" disabled={busy || path.trim() === ""}>
            Check
          </button>
        </form>
      </div>
      <div class="outcome" aria-live="polite">
        {stage === "reading" && (
          <>
            <p class="note">Every line is read</p>
            <progress aria-label="Reading" />
          </>
        )}
        {stage !== null && stage !== "reading" && (
          <>
            <p class="note">Sending, {Math.round(100 * stage.sent)} %</p>
            <progress value={stage.sent} aria-label="Sending" />
          </>
        )}
        {fault && (
          <p class="alert" role="alert">
            {fault.message}
          </p>
        )}
        {report && <Outcome report={report} />}
        {!report && !fault && !busy && <Forms />}
      </div>
    </section>
  );
}

const formNames: Record<string, string> = {
  ml1M: "MovieLens 1M",
  ml10M: "MovieLens 10M",
  ml100K: "MovieLens 100K",
  mlLatest: "MovieLens latest",
};

function Outcome({ report }: { report: ImportReport }) {
  const counts = `${plural(report.users, "user")}, ${plural(report.films, "film")}, ${plural(report.ratings, "rating")}`;
  return (
    <>
      <h3>
        {report.name} {report.form && <span class="chip">{formNames[report.form] ?? report.form}</span>}
      </h3>
      {report.accepted ? (
        <>
          <p class="alert good">Checked, no fault: {counts}.</p>
          {report.path && (
            <p class="note">
              Kept in <code>{report.path}</code>
            </p>
          )}
          {report.next && (
            <p class="note">
              Train on it with <code>drr {report.next}</code>
            </p>
          )}
        </>
      ) : (
        <>
          <p class="alert">
            {plural(report.faultCount, "fault")}, so nothing was kept. Sound are {counts}. Mend these lines and import again.
          </p>
          <ul class="faults">
            {report.faults.map((one, i) => (
              <li key={i}>
                <span class="place mono">
                  {one.file}
                  {one.line > 0 && `:${one.line}`}
                </span>
                <span>{one.text}</span>
              </li>
            ))}
          </ul>
          {report.faultCount > report.faults.length && (
            <p class="note">and {count(report.faultCount - report.faults.length)} more</p>
          )}
        </>
      )}
    </>
  );
}

/** What is recognised, before anything was tried. */
const Forms = () => (
  <>
    <h3>What is recognised</h3>
    <dl class="fields">
      <div>
        <dt>MovieLens 1M</dt>
        <dd class="mono">ratings.dat movies.dat users.dat</dd>
      </div>
      <div>
        <dt>MovieLens 100K</dt>
        <dd class="mono">u.data u.item u.user</dd>
      </div>
      <div>
        <dt>MovieLens latest</dt>
        <dd class="mono">ratings.csv movies.csv</dd>
      </div>
    </dl>
    <p class="note">
      Every line is read. You see how many users, films and ratings there are, and each fault with its file and line. What is
      sound is kept, to be trained on.
    </p>
  </>
);
