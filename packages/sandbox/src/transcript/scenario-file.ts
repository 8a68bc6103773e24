import { parseTranscript } from './parse-transcript.js'
import type { TranscriptStep } from './steps.js'
import { TranscriptError } from './transcript-error.js'

/** A scenario file: a world, and stories that each begin in it. */
export interface ScenarioFile {
  /** YAML text and its first line; absent if the file has no world. */
  readonly world?: { readonly text: string; readonly line: number }
  readonly scenarios: readonly Scenario[]
}

/** A titled part of a scenario file, with the line of its title and its steps. */
export interface Scenario {
  readonly title: string
  readonly line: number
  readonly steps: readonly TranscriptStep[]
}

const TITLE = /^==[ \t]*([\s\S]*?)(?:[ \t]*==)?[ \t]*$/

/**
 * Parses a scenario file: its world in YAML between lines of `---`, then scenarios, each under `== title`. Steps
 * before the first title form a scenario called `name`.
 *
 * @throws TranscriptError for the first line that cannot be read.
 */
export function parseScenarios(text: string, name: string): ScenarioFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const end =
    lines[0]?.trimEnd() === '---'
      ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
      : 0
  if (end < 0) throw new TranscriptError(1, '--- that does not close', 'a second line of --- after the world')
  const scenarios = readScenarios(lines, end === 0 ? 0 : end + 1, name)
  return end === 0 ? { scenarios } : { world: { text: lines.slice(1, end).join('\n'), line: 2 }, scenarios }
}

function readScenarios(lines: readonly string[], from: number, name: string): Scenario[] {
  const starts = lines.flatMap((line, index) => (index >= from && line.startsWith('==') ? [index] : []))
  const heads = starts.map((start) => ({
    start,
    title: TITLE.exec(lines[start] ?? '')?.[1] || `line ${start + 1}`,
  }))
  const all = [{ start: from - 1, title: name }, ...heads]
  return all
    .map(({ start, title }, index) => {
      const body = lines.slice(start + 1, all[index + 1]?.start)
      return { title, line: start + 1, steps: parseTranscript(body.join('\n'), start + 2) }
    })
    .filter(({ steps }) => steps.length > 0)
}
