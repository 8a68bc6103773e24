import { NCWebsocket } from 'node-napcat-ts'
import { napcatParams } from './napcat-params.mjs'
import { asked, openStage, recordCalls, TOKEN, withAlbum } from './stage.mjs'

/** Methods that send, one each for an action; the others are the library's own. */
const own = ['constructor']

/**
 * Calls every method of node-napcat-ts against a sandbox like NapCat. Tells what each was answered with, by its action, and the
 * methods that nobody says what to give.
 */
export async function callNapCatMethods() {
  const stage = await openStage('napcat')
  const calls = recordCalls(stage.sandbox)
  const bot = new NCWebsocket({
    baseUrl: stage.url,
    accessToken: TOKEN,
    reconnection: { enable: false },
    apiTimeout: 5000,
  })
  const qq = helpers(stage, bot)
  const answers = []
  try {
    await bot.connect()
    const methods = methodsOf()
    for (const [action, params] of Object.entries(napcatParams)) {
      const given = typeof params === 'function' ? await params(qq) : params
      await call(bot, methods, action, given)
      answers.push({ action, ...calls.all().findLast((each) => each.action === action) })
    }
    return { answers, unknown: [...methods.keys()].filter((name) => !Object.hasOwn(napcatParams, name)) }
  } finally {
    await bot.disconnect()
    await stage.close()
  }
}

/** A failed call rejects with the answer, which is on record. */
async function call(bot, methods, action, given) {
  try {
    await bot[methods.get(action) ?? action](given)
  } catch (error) {
    if (error instanceof Error) throw error
  }
}

/** The methods by the action that they send: that of a quick operation has another name. */
function methodsOf() {
  const methods = Object.getOwnPropertyNames(NCWebsocket.prototype).filter((name) => !own.includes(name))
  return new Map(
    methods.map((name) => [name === 'handle_quick_operation' ? '.handle_quick_operation' : name, name]),
  )
}

function helpers({ sandbox }, bot) {
  let message
  sandbox.observe((observed) => {
    if (observed.is === 'event' && observed.event.post_type === 'message') message = observed.event
  })
  return {
    sandbox,
    bot,
    lastMessage: async () => message,
    asked: (deed) => asked(sandbox, deed),
    album: async () => withAlbum(sandbox),
  }
}
