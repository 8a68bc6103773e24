import type { IdInput, RecordSegment } from '@rookery/protocol'
import type { Turn } from '../turn/turn.js'
import { refuse } from '../world/refusal.js'
import type { Message } from '../world/world.js'
import { MAX_TEXT_LENGTH } from './content.js'
import { utter } from './say.js'

export interface SpeakArgs {
  readonly group_id: IdInput
  /** Id of the voice: one of `characters`. */
  readonly character: string
  readonly text: string
}

/** A tenth of a second of silence, for a bot that asks for a recording: the sandbox has no voice. */
const SILENCE = `data:audio/wav;base64,${silence(800)}`

/** The available voices. */
export const characters = [
  { character_id: 'rookery-voice-1', character_name: '小企', preview_url: SILENCE },
  { character_id: 'rookery-voice-2', character_name: '小鹅', preview_url: SILENCE },
] as const

/** Sends a text in a group as the recording of an AI voice. */
export function speak(turn: Turn, by: number, { group_id, character, text }: SpeakArgs): Message {
  return utter(turn, by, { group_id }, { settle: () => [spoken(character, text)] })
}

/** A recording of silence, which names the spoken words in `text`. */
export function spoken(character: string, text: string): RecordSegment {
  if (!characters.some(({ character_id }) => character_id === character)) {
    const known = characters.map(({ character_id }) => character_id).join(', ')
    return refuse('bad_params', `"character" must be one of ${known}, found ${JSON.stringify(character)}`)
  }
  if (text === '') return refuse('empty_message', '"text" must say something')
  if (text.length > MAX_TEXT_LENGTH) return refuse('too_long', `"text" has ${text.length} characters`)
  const data = { file: `${character}.wav`, url: SILENCE, file_size: '844', text }
  return { type: 'record', data }
}

/** A silent WAV file of `samples` samples, 8 bit and 8 kHz, in base64. */
function silence(samples: number): string {
  const bytes = Buffer.alloc(44 + samples, 0x80)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples, 4)
  bytes.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, 8000],
    [28, 8000],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples, 40)
  return bytes.toString('base64')
}
