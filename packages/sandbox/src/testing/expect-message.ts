import { type ChatRef, keyOfChat } from '../transcript/chat-ref.js'
import type { TranscriptOptions } from '../transcript/format-transcript.js'
import { nameChat } from '../transcript/names.js'
import { VirtualClock } from '../virtual-clock.js'
import type { Message } from '../world/world.js'
import { ExpectationMissed } from './errors.js'
import { type Expected, matcherOf } from './matcher.js'
import type { TestStage } from './stage.js'
import { sentMessageOf } from './story.js'
import { settle, until } from './until.js'

/** Waits for the next message of a bot in a chat that matches; messages that it passes over are not matched again. */
export async function expectMessage(stage: TestStage, chat: ChatRef, expected: Expected): Promise<Message> {
  const { sandbox, story, timeoutMs } = stage
  const matcher = matcherOf(expected, sandbox.world)
  const found = await until(stage, timeoutMs, () => {
    const said = story.saidByBots(keyOfChat(chat))
    const at = said.findIndex(({ done }) => matcher.matches(sentMessageOf(done), sandbox.world))
    const match = said[at]
    if (!match) return undefined
    for (const passed of said.slice(0, at)) passed.state = 'passed'
    match.state = 'expected'
    return sentMessageOf(match.done)
  })
  if (found) return found
  const where = nameChat(sandbox.world, chat, stage.bots[0])
  const shown = `${where}\n${nameOfBot(stage)}: ${matcher.shown}`
  throw new ExpectationMissed(`no such message came within ${timeoutMs} ms`, shown, marked(stage))
}

/** Checks that no bot sends an unexpected message, in a chat or anywhere. */
export async function expectSilence(
  stage: TestStage,
  chat: ChatRef | undefined,
  forMs: number,
): Promise<void> {
  const { story } = stage
  const look = (): true | undefined => story.saidByBots(chat && keyOfChat(chat)).length > 0 || undefined
  await settle()
  if (await until(stage, forMs, look)) {
    throw new ExpectationMissed('something was said', 'silence of the bots', marked(stage))
  }
}

/** The transcript of the test so far, with unexpected messages marked. */
export const marked = (stage: TestStage): string => stage.story.markedTranscript(writing(stage))

/** Transcript options of a test: pauses on a virtual clock are exact to the millisecond. */
export const writing = ({ bots: [bot], clock }: TestStage): TranscriptOptions => ({
  ...(bot === undefined ? {} : { bot }),
  ...(clock instanceof VirtualClock ? { minWaitMs: 1 } : {}),
})

const nameOfBot = ({ sandbox, bots: [bot = 0] }: TestStage): string =>
  sandbox.world.users.get(bot)?.nickname ?? String(bot)
