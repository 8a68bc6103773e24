import type { Arguments, OptionTable } from '../cli/command.js'
import { UsageError } from '../cli/usage-error.js'
import { durationAllowed, parseDuration } from '../config/units.js'

/** Options of `rookery test`. */
export const testOptions = {
  grep: { short: 'g', value: 'pattern', help: 'plays only scenarios whose title matches' },
  bail: { help: 'stops at the first scenario that fails' },
  verbose: { help: 'shows what the bot prints' },
  timeout: { value: 'duration', help: 'how long to wait for each expectation (default: 5s)' },
  'start-timeout': { value: 'duration', help: 'how long the bot may take to connect (default: 30s)' },
  'max-wait': {
    value: 'duration',
    help: 'refuses scenarios with a longer pause, such as (5m) (default: 10s)',
  },
  reverse: { value: 'ws://…', help: 'dials the bot at this address (reverse WebSocket)' },
  post: { value: 'http://…', help: 'posts events to the bot at this address; it calls the HTTP API' },
  port: { value: 'number', help: 'listens on this port (default: any free one)' },
  token: { value: 'token', help: 'the token of every connection (default: a new one; with --reverse none)' },
  reporter: { value: 'name', help: 'spec or junit (default: spec)' },
} as const satisfies OptionTable

export type ReporterName = 'spec' | 'junit'

/** Parsed options of one run of `rookery test`. */
export interface TestPlan {
  readonly grep: RegExp | undefined
  readonly bail: boolean
  readonly verbose: boolean
  readonly timeoutMs: number
  readonly startTimeoutMs: number
  readonly maxWaitMs: number
  readonly reverse: string | undefined
  readonly post: string | undefined
  readonly port: number
  readonly token: string | undefined
  readonly reporter: ReporterName
}

/** @throws UsageError for an invalid value */
export function readPlan({ options }: Arguments): TestPlan {
  if (options.reverse !== undefined && options.post !== undefined) {
    throw new UsageError('found --reverse and --post; allowed: one of them')
  }
  return {
    grep: options.grep === undefined ? undefined : pattern(options.grep),
    bail: options.bail !== undefined,
    verbose: options.verbose !== undefined,
    timeoutMs: duration('timeout', options.timeout, 5_000),
    startTimeoutMs: duration('start-timeout', options['start-timeout'], 30_000),
    maxWaitMs: duration('max-wait', options['max-wait'], 10_000),
    reverse: address('reverse', options.reverse, /^wss?:$/, 'ws://… or wss://…'),
    post: address('post', options.post, /^https?:$/, 'http://… or https://…'),
    port: portOf(options.port),
    token: options.token,
    reporter: reporterOf(options.reporter),
  }
}

function duration(name: string, text: string | undefined, usualMs: number): number {
  const ms = text === undefined ? usualMs : parseDuration(text)
  if (ms === undefined) throw new UsageError(`--${name} is "${text}"; allowed: ${durationAllowed}`)
  return ms
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i')
  } catch (error) {
    throw new UsageError(`--grep is no pattern: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function address(name: string, url: string | undefined, scheme: RegExp, allowed: string): string | undefined {
  if (url === undefined) return undefined
  if (URL.canParse(url) && scheme.test(new URL(url).protocol)) return url
  throw new UsageError(`--${name} is "${url}"; allowed: ${allowed}`)
}

function portOf(text = '0'): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError(`--port is "${text}"; allowed: 0 to 65535`)
}

function reporterOf(name = 'spec'): ReporterName {
  if (name === 'spec' || name === 'junit') return name
  throw new UsageError(`--reporter is "${name}"; allowed: spec, junit`)
}
