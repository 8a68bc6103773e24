import { describe, expect, it } from 'vitest'
import { faceName, faceOf, faces, findFaces, REACTION_IDS } from './faces.js'

describe('the faces of QQ', () => {
  it.each([
    ['0', '惊讶', 'Surprised'],
    ['14', '微笑', 'Smile'],
    ['178', '斜眼笑', 'Side eye smile'],
    ['179', 'doge', 'Doge'],
    ['264', '捂脸', 'Facepalm'],
    ['307', '喵喵', 'Meow'],
    ['350', '贴贴', 'Snuggling'],
    ['428', '收到', 'Received'],
  ])('are called as in QQ: %s', (id, zh, en) => {
    expect([faceName(id, 'zh'), faceName(id, 'en')]).toEqual([zh, en])
    expect(faceOf(id)).toBeTruthy()
  })

  it('have an id, two names and one emoji each, and no id twice', () => {
    expect(faces.length).toBeGreaterThan(300)
    expect(new Set(faces.map(({ id }) => id)).size).toBe(faces.length)
    for (const { zh, en, emoji } of faces) {
      expect(zh && en).toBeTruthy()
      expect([...new Intl.Segmenter().segment(emoji)], zh).toHaveLength(1)
    }
    expect(REACTION_IDS.every((id) => faceName(id, 'zh'))).toBe(true)
  })

  it.each([
    ['', faces.length],
    ['264', 1],
    ['捂', 1],
    ['facepalm', 1],
    ['DOGE', 1],
    ['xyzzy', 0],
  ])('are found by %j', (query, count) => {
    expect(findFaces(query)).toHaveLength(count)
  })

  it('are emoji themselves where the id is a code point, and nothing where it is neither', () => {
    expect([faceOf('128512'), faceOf('9999999'), faceOf('40'), faceName('40', 'zh')]).toEqual([
      '😀',
      undefined,
      undefined,
      undefined,
    ])
  })
})
