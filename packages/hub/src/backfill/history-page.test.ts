import { failedReply, okReply, type Reply, readReply } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyPage } from './history-page.js'
import { messageText, PLACE } from './message.fixture.js'

const reply = (text: string): Reply => readReply(Buffer.from(text)) ?? failedReply(1500, 'no reply')
const listOf = (count: number): Reply => {
  const message = Buffer.from(messageText()).toString()
  return reply(`{"status":"ok","retcode":0,"data":{"messages":[${Array(count).fill(message).join()}]}}`)
}

describe('an answer to a question for a history', () => {
  it('gives its messages', async () => {
    const page = await historyPage(listOf(3), PLACE)
    expect(page).toMatchObject({ kind: 'messages', messages: [{ seq: 5 }, { seq: 5 }, { seq: 5 }] })
  })

  it.each([
    ['unsupported', failedReply(1404, 'no such action')],
    ['unsupported', failedReply(404, 'no such action')],
    ['failed', failedReply(100, 'no')],
    ['failed', okReply({})],
    ['failed', reply('{"status":"ok","retcode":0,"data":{"messages":[{]}}')],
    ['failed', reply('{"status":"async","retcode":1,"data":null}')],
    ['failed', reply('{"status":"ok","retcode":"0","data":{"messages":[]}}')],
    ['unanswered', failedReply(1503, 'away')],
    ['unanswered', failedReply(1504, 'no answer')],
    ['too_large', okReply({ pad: 'x'.repeat(3_000_000) })],
    ['too_large', listOf(5_001)],
  ] as const)('is %s where it is no history', async (kind, answer) => {
    expect(await historyPage(answer, PLACE)).toEqual({ kind })
  })

  it('may be anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.array(fc.jsonValue()), async (data, messages) => {
        for (const each of [data, { messages }, { messages: data }]) {
          const page = await historyPage(okReply(each), PLACE)
          expect(page.kind === 'messages' ? page.messages : page.kind).toEqual(
            page.kind === 'messages' ? [] : 'failed',
          )
        }
      }),
    )
  })
})
