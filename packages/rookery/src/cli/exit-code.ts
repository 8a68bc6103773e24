/** Exit codes of the process. The last two are those of BSD's `sysexits`. */
export const exitCode = {
  ok: 0,
  failed: 1,
  unreachable: 2,
  usage: 64,
  config: 78,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
