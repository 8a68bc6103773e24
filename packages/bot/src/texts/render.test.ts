import { messageAs, msg } from '@rookery/protocol'
import { expect, it } from 'vitest'
import { render } from './render.js'

it('fills placeholders, of which none can become a code', () => {
  const text = render('你好{who}[{n}]', { who: '[CQ:at,qq=all]', n: 'a,b' })
  expect(text).toBe('你好[CQ:at,qq=all][a,b]')
  expect(messageAs('string', [msg.text(String(text))])).toBe('你好&#91;CQ:at,qq=all&#93;&#91;a,b&#93;')
})

it('picks one of a list, and calls a function', () => {
  expect(render(['a', 'b {x}'], { x: 1 }, () => 0.9)).toBe('b 1')
  expect(render(({ x }: { x: number }) => msg.at(x), { x: 1 })).toEqual(msg.at(1))
  expect(render('{y}', { x: 1 })).toBe('{y}')
})
