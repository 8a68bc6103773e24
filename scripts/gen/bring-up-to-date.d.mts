/**
 * Writes the generated files that are not there as they should be, and removes pages that nothing stands for any more; says in a
 * line what it did. With `check` it writes nothing. @throws StepFailed that names the stale files when it only checks
 */
export function bringUpToDate(
  files: ReadonlyMap<string, string>,
  outDir: string,
  options?: { readonly check?: boolean },
): string
