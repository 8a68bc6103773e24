import { describe, expect, it } from 'vitest'
import { visibleName } from './name.js'

describe('a name', () => {
  it.each(['', ' ', '\u200b\u200d', '\u202e\u2066', '\ufeff', '\u3164', undefined])(
    'that shows nothing: %j',
    (name) => {
      expect(visibleName(name, '10001')).toBe('10001')
    },
  )

  it.each(['小企', '<b>', '\u202eevil', '👨‍👩‍👧', '.'])('that is seen: %j', (name) => {
    expect(visibleName(name, '10001')).toBe(name)
  })
})
