import type { ChatRef } from '../transcript/chat-ref.js'
import { keyOfChat } from '../transcript/chat-ref.js'
import { calledIn } from '../transcript/content.js'
import { meets } from '../transcript/meets.js'
import { chatNamed, findChat, findUser, nameChat } from '../transcript/names.js'
import { parseTranscript } from '../transcript/parse-transcript.js'
import { isBy, type PlayScope, resolveAct, resolveExpectation } from '../transcript/resolve-step.js'
import type { TranscriptStep } from '../transcript/steps.js'
import { inLine, TranscriptError } from '../transcript/transcript-error.js'
import type { TranscriptWord } from '../transcript/words.js'
import type { Done } from '../turn/turn.js'
import { WorldRefusal } from '../world/refusal.js'
import { ExpectationMissed, TestingError } from './errors.js'
import { marked } from './expect-message.js'
import { holds } from './matcher.js'
import { type FileOf, withFiles } from './play-files.js'
import type { TestStage } from './stage.js'
import { type ObservedDeed, sentMessageOf } from './story.js'
import { until } from './until.js'

/** Settings of playing transcript steps. */
export interface PlaySettings {
  /** Whether groups and people are created when they are named. Default true. */
  readonly populate?: boolean
  /**
   * Finds the sources of files that the steps name, such as `[image:cat.png]`. Without a source, a picture is
   * replaced by one of one pixel.
   */
  readonly fileOf?: FileOf
  /** The source text of the steps, to show the line that failed. */
  readonly source?: string
}

/** Plays a transcript that begins in a chat. @throws TranscriptError, ExpectationMissed */
export function play(stage: TestStage, chat: ChatRef | undefined, transcript: string): Promise<void> {
  return playSteps(stage, chat, parseTranscript(transcript), { source: transcript })
}

/** Performs the deeds of people, and waits for those expected of bots. */
export async function playSteps(
  stage: TestStage,
  chat: ChatRef | undefined,
  steps: readonly TranscriptStep[],
  { populate = true, source = '', fileOf = () => undefined }: PlaySettings = {},
): Promise<void> {
  const player = new Player(stage, chat, { populate, source, fileOf })
  for (const step of steps) {
    await player.play(step)
    if (stage.signal.aborted) throw new TestingError('closed', `the test was closed at line ${step.line}`)
  }
}

/** Deeds of people who are not members yet. */
const COMING: readonly string[] = ['join', 'request_join']

class Player {
  readonly #stage: TestStage
  readonly #settings: Required<PlaySettings>
  readonly #bots: ReadonlySet<number>
  #chat: ChatRef | undefined

  constructor(stage: TestStage, chat: ChatRef | undefined, settings: Required<PlaySettings>) {
    this.#stage = stage
    this.#chat = chat
    this.#settings = settings
    this.#bots = new Set(stage.bots)
  }

  async play(step: TranscriptStep): Promise<void> {
    if (step.is === 'wait') return this.#stage.advance(step.ms)
    if (step.is === 'chat') return this.#enter(step)
    this.#meet(step)
    const isExpected = inLine(step.line, () => isBy(step.by, this.#bots, this.#scope))
    if (!isExpected) return this.#act(step)
    if (step.is === 'said') return this.#expectMessage(step)
    return this.#expectDeed(step)
  }

  get #scope(): PlayScope {
    return { world: this.#stage.sandbox.world, chat: this.#chat }
  }

  #enter({ line, names }: Extract<TranscriptStep, { is: 'chat' }>): void {
    const { sandbox, bots, population } = this.#stage
    this.#chat = inLine(line, () => {
      const [name, second] = names
      const isNew = this.#settings.populate && name && !second && !findChat(sandbox.world, name, bots[0])
      if (isNew) population.group(name.text)
      return chatNamed(sandbox.world, names, bots[0])
    })
  }

  /** Creates people who are named for the first time, or adds them to the current group. */
  #meet(step: Extract<TranscriptStep, { is: 'said' | 'done' }>): void {
    if (!this.#settings.populate) return
    const deed = step.is === 'done' ? step.deed.do : 'say'
    this.#meetOne(step.line, step.by, !COMING.includes(deed))
    const other = step.is === 'done' && 'words' in step.deed ? step.deed.words.user_id : undefined
    if (other) this.#meetOne(step.line, other, deed !== 'invite')
    const called = step.is === 'said' ? inLine(step.line, () => calledIn(step.content)) : []
    for (const name of called) this.#meetOne(step.line, name, true)
  }

  #meetOne(line: number, name: TranscriptWord, isMember: boolean): void {
    const { world, chat } = this.#scope
    const user_id = inLine(line, () => findUser(world, name, chat))
    if (user_id !== undefined && world.users.has(user_id)) {
      if (chat?.is === 'group' && isMember) this.#bringInto(chat.group_id, user_id)
      return
    }
    const who = name.isQuoted || user_id === undefined ? name.text : user_id
    if (chat?.is === 'group' && isMember) this.#stage.population.member(chat.group_id, who)
    else this.#stage.population.user(who)
  }

  /** Adds a known person to a group, unless they have left it or were kicked. */
  #bringInto(group_id: number, user_id: number): void {
    const { sandbox, story, population } = this.#stage
    if (sandbox.world.groups.get(group_id)?.members.has(user_id) !== false) return
    const hasLeft = story.told.some(({ done }) => isGoing(done, group_id, user_id))
    if (!hasLeft) population.join(group_id, user_id, {})
  }

  async #act(step: Extract<TranscriptStep, { is: 'said' | 'done' }>): Promise<void> {
    const { by, deed } = resolveAct(step, this.#scope)
    try {
      await this.#stage.act(by, withFiles(deed, this.#stage.sandbox.world, this.#settings.fileOf))
    } catch (error) {
      if (!(error instanceof WorldRefusal)) throw error
      throw new TranscriptError(step.line, `something that is refused: ${error.message}`, 'what QQ allows')
    }
  }

  /** Requires the next message of that bot in this chat to match. */
  async #expectMessage(step: Extract<TranscriptStep, { is: 'said' }>): Promise<void> {
    const { sandbox, story, timeoutMs } = this.#stage
    const key = this.#chat && keyOfChat(this.#chat)
    const by = new Set([findUser(sandbox.world, step.by, this.#chat) ?? 0])
    const next = await until(this.#stage, timeoutMs, () => story.saidByBots(key, by)[0])
    const expectation = resolveExpectation(step, this.#scope)
    if (!next) return this.#missed(step, `nothing was said within ${timeoutMs} ms`)
    if (!meets(expectation, sentMessageOf(next.done).message, sandbox.world))
      this.#missed(step, 'something else was said')
    next.state = 'expected'
  }

  async #expectDeed(step: Extract<TranscriptStep, { is: 'done' }>): Promise<void> {
    const { story, timeoutMs } = this.#stage
    const find = () => story.told.find((told) => told.state === 'new' && this.#isDeed(step, told))
    const next = await until(this.#stage, timeoutMs, find)
    if (next) {
      next.state = 'expected'
      return
    }
    // An unknown name is a more likely cause than the bot; this throws for one.
    resolveAct(step, this.#scope)
    this.#missed(step, `it was not done within ${timeoutMs} ms`)
  }

  /**
   * Whether a deed matches a step. Names are looked up in the world before the deed, which may have deleted their
   * owner.
   */
  #isDeed(step: Extract<TranscriptStep, { is: 'done' }>, { done, world }: ObservedDeed): boolean {
    if (done.do !== step.deed.do) return false
    try {
      const { by, deed } = resolveAct(step, { world, chat: this.#chat })
      const { do: _, ...args } = deed
      return done.by === by && holds(args, done.args)
    } catch (error) {
      if (error instanceof TranscriptError) return false
      throw error
    }
  }

  #missed({ line }: TranscriptStep, what: string): never {
    const { sandbox, bots } = this.#stage
    const text = linesAt(this.#settings.source, line)
    const where = this.#chat ? `${nameChat(sandbox.world, this.#chat, bots[0])}\n` : ''
    throw new ExpectationMissed(what, `${where}${text}`, marked(this.#stage), line)
  }
}

/** Whether a user has left a group by the deed. */
function isGoing({ by, do: name, args }: Done, group_id: number, user_id: number): boolean {
  const { group_id: from, user_id: who } = args as Readonly<Record<string, unknown>>
  if (Number(from) !== group_id) return false
  return (
    name === 'dismiss' || (name === 'leave' && by === user_id) || (name === 'kick' && Number(who) === user_id)
  )
}

/** A line of a transcript, with the lines indented below it. */
function linesAt(source: string, line: number): string {
  const [first = '', ...below] = source.split(/\r?\n/).slice(line - 1)
  const indent = /^\s*/.exec(first)?.[0].length ?? 0
  const end = below.findIndex((each) => /^\S/.test(each.slice(indent)))
  const lines = [first, ...below.slice(0, end < 0 ? undefined : end)]
  return lines
    .map((each) => each.slice(indent))
    .join('\n')
    .trimEnd()
}
