/** Files, and what they are called together. */
export interface Dropped {
  name: string;
  files: File[];
}

/** The files of a drop, those of dropped folders too. */
export async function filesOf(transfer: DataTransfer | null): Promise<Dropped> {
  const entries = [...(transfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = entries.length > 0 ? (await Promise.all(entries.map(filesIn))).flat() : [...(transfer?.files ?? [])];
  return { name: nameFor(entries.length === 1 ? entries[0]!.name : ""), files };
}

/** A name that the service takes for a folder: that of what was dropped, as far as it may be. */
export function nameFor(source: string): string {
  const safe = source
    .replace(/\.zip$/i, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 60);
  return safe || "imported";
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return [await new Promise<File>((found, failed) => (entry as FileSystemFileEntry).file(found, failed))];
  }

  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    // a reader hands out a hundred entries at a time
    const some = await new Promise<FileSystemEntry[]>((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) {
      return files;
    }

    files.push(...(await Promise.all(some.map(filesIn))).flat());
  }
}
