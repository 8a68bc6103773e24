import { createRequire } from 'node:module'
import { answer } from '../child.mjs'
import { measured } from './measured.mjs'
import { GROUP_ID, SELF_ID, textOf, userOf } from './message.mjs'

// What Koishi publishes as ES modules does not load in Node.
const { Bot, Context } = createRequire(import.meta.url)('koishi')

class SilentBot extends Bot {
  constructor(ctx) {
    super(ctx, {}, 'bench')
    this.selfId = String(SELF_ID)
  }

  async sendMessage() {
    return []
  }
}

answer({
  /** Events per second from a session, made of an event that is parsed already, to the action of its command. */
  async dispatch({ commands, events, atOnce }) {
    const app = new Context({ prefix: ['/'] })
    const progress = measured(events)
    for (let i = 0; i < commands; i++) {
      app.command(`command${i} <city> [n:integer]`).action(() => void progress.done())
    }
    await app.start()
    const bot = new SilentBot(app)
    bot.online()
    const figures = await progress.run(atOnce, (index) => {
      const session = bot.session(eventOf(index))
      session.content = textOf(index, commands)
      bot.dispatch(session)
    })
    return figures
  },
})

const eventOf = (index) => ({
  type: 'message',
  timestamp: 1_750_000_000_000,
  channel: { id: String(GROUP_ID), type: 0 },
  guild: { id: String(GROUP_ID) },
  user: { id: String(userOf(index)), name: '小明' },
  message: { id: String(index) },
})
