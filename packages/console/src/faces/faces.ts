import type { PageLanguage } from '../words/words.js'
import { faceTable } from './face-table.js'

/** A face of QQ. */
export interface Face {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly emoji: string
}

/** All faces, in the order of their ids. */
export const faces: readonly Face[] = faceTable.map(([id, zh, en, emoji]) => ({
  id: String(id),
  zh,
  en,
  emoji,
}))

const byId = new Map(faces.map((face) => [face.id, face]))

/** Ids offered for reactions, in order. */
export const REACTION_IDS = [
  '76',
  '66',
  '14',
  '5',
  '182',
  '212',
  '277',
  '63',
  '53',
  '32',
  '124',
  '79',
] as const

/** The emoji of a face id or of an emoji's code point; undefined if unknown. */
export function faceOf(id: string): string | undefined {
  const known = byId.get(id)
  if (known) return known.emoji
  const point = /^\d{4,7}$/.test(id) ? Number(id) : 0
  return point > 0x2000 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

/** The name of a face; undefined if it is not in the table. */
export const faceName = (id: string, language: PageLanguage): string | undefined => byId.get(id)?.[language]

/** Finds faces by id, or by name in either language. */
export function findFaces(query: string): readonly Face[] {
  const wanted = query.trim().toLowerCase()
  return faces.filter(
    ({ id, zh, en }) =>
      id === wanted || zh.toLowerCase().includes(wanted) || en.toLowerCase().includes(wanted),
  )
}
