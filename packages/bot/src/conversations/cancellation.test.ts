import { describe, expect, it } from 'vitest'
import { cancels, cancelsBy, cancelsInNonebot } from './cancellation.js'

const CANCELLING =
  '算了 算了吧 不用了 取消 取消吧 帮我取消 那取消了吧 停 别 不 停一下 停下来吧 别说了吧 那算了'.split(' ')
const MISTAKEN = ['算术', '不知道']
const ANSWERS = ['不要这样做啦', '好', '取消订单']

describe('words that cancel', () => {
  it.each([...CANCELLING, '取消。', 'cancel', 'Never mind!', 'stop'])('%s does', (text) => {
    expect(cancels(text)).toBe(true)
  })

  it.each([...MISTAKEN, ...ANSWERS, '', '停车场', '别墅', '不锈钢', 'stop motion'])('%j does not', (text) => {
    expect(cancels(text)).toBe(false)
  })

  it('are those of NoneBot where the author wants them', () => {
    for (const text of [...CANCELLING, ...MISTAKEN]) expect(cancelsInNonebot(text), text).toBe(true)
    for (const text of ANSWERS) expect(cancelsInNonebot(text), text).toBe(false)
  })

  it("are the author's own, a pattern, a function, or none", () => {
    expect(cancelsBy(['Bye'])(' bye ')).toBe(true)
    expect(cancelsBy(['Bye'])('取消')).toBe(false)
    const pattern = cancelsBy(/^q$/g)
    expect([pattern('q'), pattern('q')]).toEqual([true, true])
    expect(cancelsBy(false)('取消')).toBe(false)
    expect(cancelsBy((text) => text === '!')('!')).toBe(true)
    expect(cancelsBy(undefined)('取消')).toBe(true)
  })
})
