// Builds the page into ../wwwroot. With --check nothing is written: it fails where the committed files are not those of the source.
import { build } from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "wwwroot");

const bundled = await build({
  absWorkingDir: here,
  entryPoints: { page: "src/main.tsx", theme: "src/theme-first.ts", style: "src/styles/index.css" },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome123", "firefox121", "safari17.5"],
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "none",
  write: false,
  logLevel: "warning",
});

const files = new Map(bundled.outputFiles.map((file) => [relative(target, file.path), Buffer.from(file.contents)]));
for (const name of await readdir(join(here, "static"))) {
  files.set(name, await readFile(join(here, "static", name)));
}

if (process.argv.includes("--check")) {
  const present = await readdir(target).catch(() => []);
  const stale = [];
  for (const name of new Set([...files.keys(), ...present])) {
    const committed = await readFile(join(target, name)).catch(() => null);
    if (!committed || !files.get(name)?.equals(committed)) {
      stale.push(name);
    }
  }

  if (stale.length > 0) {
    console.error(`wwwroot is not what the source makes: ${stale.join(", ")}. Run npm run build and commit.`);
    process.exit(1);
  }

  console.log(`wwwroot is what the source makes: ${files.size} files.`);
} else {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  for (const [name, contents] of files) {
    await writeFile(join(target, name), contents);
    console.log(`${name}  ${(contents.length / 1024).toFixed(1)} kB`);
  }
}
