import { createBot } from '@rookery/bot'
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { answer } from '../child.mjs'
import { measured } from './measured.mjs'
import { eventOf, SELF_ID } from './message.mjs'

answer({
  /** Events per second from the bytes of an event to the handler of its command. */
  async dispatch({ commands, events, atOnce }) {
    const bot = createBot()
    const progress = measured(events)
    for (let i = 0; i < commands; i++) bot.command(`command${i} <city> [n:int]`, () => progress.done())
    const [left, right] = memoryLinks()
    const implementation = new Downstream(right, { call: async () => okReply({ user_id: SELF_ID }) })
    await bot.attach(left, { self_id: SELF_ID })
    const frames = Array.from({ length: events }, (_, i) => Buffer.from(JSON.stringify(eventOf(i, commands))))
    const figures = await progress.run(atOnce, (index) => implementation.send(frames[index]))
    await bot.close()
    return figures
  },
})
