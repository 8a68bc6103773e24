/** A parsed source file. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** Reads the sources of each package: by folder name, then by path inside `src/`. */
export function readPackages(): Readonly<Record<string, Readonly<Record<string, Source>>>>

/** Parses a source file. @throws Error with the place of a syntax error */
export function readSource(path: string, text: string): Source
