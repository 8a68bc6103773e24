import { readTranscriptDuration, transcriptDurationAllowed } from './durations.js'
import { joinContentLines, readLines, type TextLine } from './layout.js'
import { readDeed } from './read-deed.js'
import type { TranscriptStep } from './steps.js'
import { inLine, TranscriptError, Unreadable } from './transcript-error.js'
import { readTranscriptWord, type TranscriptWord } from './words.js'

/**
 * Parses a transcript to its steps.
 *
 * ```ts
 * parseTranscript('[读书会]\nAlice: /天气\n小企: 哪个城市？')
 * // [{ is: 'chat', … }, { is: 'said', by: { text: 'Alice', … }, content: '/天气', line: 2 }, …]
 * ```
 *
 * @throws TranscriptError for the first line that cannot be read.
 */
export function parseTranscript(text: string, firstLine = 1): TranscriptStep[] {
  const steps: TranscriptStep[] = []
  const lines = readLines(text, firstLine).filter(({ indent, text }) => indent > 0 || !text.startsWith('#'))
  for (let at = 0; at < lines.length; ) {
    const first = lines[at] as TextLine
    const end = first.text === '' ? at + 1 : endOf(lines, at)
    if (first.text !== '') steps.push(inLine(first.line, () => readStep(first, lines.slice(at + 1, end))))
    at = end
  }
  return steps
}

/** The index after the lines indented below `start`, including blank lines between them. */
function endOf(lines: readonly TextLine[], start: number): number {
  let end = start + 1
  for (let at = end; at < lines.length; at++) {
    const { indent = 0, text = '' } = lines[at] ?? {}
    if (text === '') continue
    if (indent === 0) break
    end = at + 1
  }
  return end
}

const SAID = /^("(?:\\.|[^"\\])*"|[^:："[*(（#][^:：]*?)[ \t]*[:：][ \t]*([\s\S]*)$/

function readStep({ line, text }: TextLine, below: readonly TextLine[]): TranscriptStep {
  const said = SAID.exec(text)
  if (said) return readSaid(line, said, below)
  const [next] = below
  if (next)
    throw new TranscriptError(next.line, 'an indented line', 'indented lines below what somebody says')
  if (/^\[.*\]$/.test(text)) return { line, is: 'chat', names: readHeader(text.slice(1, -1)) }
  if (/^[(（].*[)）]$/.test(text)) return { line, is: 'wait', ms: readWait(text.slice(1, -1)) }
  if (text.startsWith('*')) return { line, ...readDeed(text.slice(1).trim()) }
  throw new Unreadable(text, LINES_ALLOWED)
}

const LINES_ALLOWED = '[group], Name: text, (5m), * Name does something, # comment'

function readSaid(
  line: number,
  [, name = '', first = '']: readonly string[],
  below: readonly TextLine[],
): TranscriptStep {
  const content = joinContentLines(first, below)
  if (content === '') throw new Unreadable('nothing that is said', 'some text after the colon')
  return { line, is: 'said', by: readTranscriptWord(name), content }
}

/** Parses `读书会`, or two names with `&` between them. */
function readHeader(text: string): TranscriptWord[] {
  const [, first = '', second] = /^("(?:\\.|[^"\\])*"|[^&]*?)(?:\s+&\s+(.+))?$/.exec(text.trim()) ?? []
  const names = second === undefined ? [first] : [first, second]
  if (names.some((name) => name === '')) throw new Unreadable(`[${text}]`, '[group], [user] or [user & user]')
  return names.map(readTranscriptWord)
}

function readWait(text: string): number {
  const ms = readTranscriptDuration(text)
  if (ms === undefined) throw new Unreadable(`(${text})`, transcriptDurationAllowed)
  return ms
}
