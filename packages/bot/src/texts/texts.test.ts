import { describe, expect, it } from 'vitest'
import { builtInTexts } from './built-in.js'
import { Texts } from './texts.js'

describe('texts', () => {
  it('are there in both languages with the same placeholders', () => {
    const holes = (text: unknown) => [...String(text).matchAll(/\{\w+\}/g)].map(([hole]) => hole).toSorted()
    for (const [name, text] of Object.entries(builtInTexts.zh)) {
      expect(holes(builtInTexts.en[name as keyof typeof builtInTexts.en])).toEqual(holes(text))
    }
  })

  it('may be a string, one of several, or a function', () => {
    const own = {
      busy: ['a', 'b {command}'],
      denied: ({ command }: { command: string }) => `no ${command}`,
      helpOther: '',
    }
    const texts = new Texts('en', own, () => 0.99)
    expect(texts.say('busy', { command: 'x' })).toBe('b x')
    expect(texts.say('denied', { command: 'x' })).toBe('no x')
    expect(texts.say('helpOther', {})).toBe('')
    expect(texts.with({ busy: 'c' }).say('busy', { command: '' })).toBe('c')
  })

  it('put in what a user wrote as it is, and once', () => {
    const text = new Texts('en').say('unknownCommand', { name: '{near}[CQ:at,qq=all]$&', near: 'x' })
    expect(text).toBe('There is no command "{near}[CQ:at,qq=all]$&"; did you mean "x"?')
  })
})
