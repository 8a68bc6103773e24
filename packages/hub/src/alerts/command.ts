import { basename } from 'node:path'
import type { Clock } from '@rookery/transport'
import { Child } from '../processes/child.js'
import { type Alert, AlertFailure, type AlertWay } from './alert.js'

const TIMEOUT_MS = 30_000
/** Milliseconds from SIGTERM to SIGKILL. */
const KILL_AFTER_MS = 1_000

/** A program that is run for each alert, and its arguments. */
export interface CommandOptions {
  readonly command: string
  readonly args?: readonly string[] | undefined
}

/** Runs a program, without a shell, with the facts of the alert in its environment. It is ended after 30 s. */
export function command({ command: program, args }: CommandOptions, clock: Clock): AlertWay {
  return {
    to: basename(program),
    async send(alert, signal) {
      const child = new Child({ command: program, args, env: factsOf(alert) }, clock)
      let isLate = false
      const end = (): void => void child.end(KILL_AFTER_MS)
      const cancel = clock.after(TIMEOUT_MS, () => {
        isLate = true
        end()
      })
      signal.addEventListener('abort', end)
      const { code, why } = await child.exited
      cancel()
      signal.removeEventListener('abort', end)
      // What it left running ends with it.
      await child.end(KILL_AFTER_MS)
      if (isLate) throw new AlertFailure(`it took longer than ${TIMEOUT_MS / 1_000} s`)
      if (code !== 0) throw new AlertFailure(why)
    },
  }
}

/** `ROOKERY_ALERT_KIND`, `…_STATE`, `…_TEXT`, `…_SINCE`, `…_SECONDS`, and `…_ACCOUNT`, `…_CLIENT`, empty where there is none. */
function factsOf({
  kind,
  state,
  text,
  account = '',
  client = '',
  since,
  seconds,
}: Alert): Record<string, string> {
  const facts = { kind, state, text, account, client, since, seconds: String(seconds) }
  return Object.fromEntries(
    // No variable can hold NUL.
    Object.entries(facts).map(([name, value]) => [
      `ROOKERY_ALERT_${name.toUpperCase()}`,
      value.replaceAll('\0', ''),
    ]),
  )
}
