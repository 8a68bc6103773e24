import { type Clock, memoryLinks } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { Faults } from '../faults/faults.js'
import { AccountLinks, startLinks } from '../links/account-links.js'
import type { Sandbox } from '../sandbox.js'
import { durationAllowed, readDuration } from '../transcript/durations.js'
import type { TranscriptOptions } from '../transcript/format-transcript.js'
import { findChat } from '../transcript/names.js'
import type { TranscriptStep } from '../transcript/steps.js'
import { VirtualClock } from '../virtual-clock.js'
import type { LinkSpec } from '../world/link-spec.js'
import type { World } from '../world/world.js'
import type { UserSpec } from '../world/world-spec.js'
import { Actor } from './actor.js'
import type { BotUnderTest } from './attachable-bot.js'
import { TestingError } from './errors.js'
import { expectCall, expectNoCall } from './expect-call.js'
import { expectSilence, writing } from './expect-message.js'
import { type PlaySettings, play, playSteps } from './play.js'
import { type BotRoles, Population } from './population.js'
import { GroupRoom, PrivateRoom, SILENCE_MS } from './room.js'
import type { Stage } from './stage.js'
import { type Called, Story } from './story.js'
import { settle } from './until.js'

/** What a test is played with. */
export interface QQSettings {
  readonly bots: readonly number[]
  readonly timeoutMs: number
  /** What there is to close beside the links. */
  readonly onClose?: () => Promise<void>
}

/** A simulated QQ in a test. */
export class QQ implements AsyncDisposable {
  readonly sandbox: Sandbox
  /** The accounts under test. */
  readonly bots: readonly number[]
  readonly #stage: Stage
  readonly #closing = new AbortController()
  readonly #onClose: (() => Promise<void>) | undefined
  readonly #links = new Map<number, AccountLinks>()
  readonly #opened = new Map<string, Promise<AccountLinks>>()

  constructor(sandbox: Sandbox, { bots, timeoutMs, onClose }: QQSettings) {
    this.sandbox = sandbox
    this.bots = bots
    this.#onClose = onClose
    this.#stage = {
      sandbox,
      signal: this.#closing.signal,
      bots,
      timeoutMs,
      clock: sandbox.clock,
      story: new Story(sandbox, new Set(bots)),
      population: new Population(sandbox, bots),
      act: async (by: number, deed: Deed) => sandbox.act(by, deed),
      advance: (ms) => this.#advance(ms),
    }
  }

  get clock(): Clock {
    return this.sandbox.clock
  }

  /** The world as it is now. */
  get world(): World {
    return this.sandbox.world
  }

  /** What is to go wrong on the links of the accounts. */
  get faults(): Faults {
    return this.sandbox.faults
  }

  /** Every call that the bots have made. */
  get calls(): readonly Called[] {
    return this.#stage.story.calls
  }

  /** Where a bot of another process finds the first account: a WebSocket that listens from now on. */
  get url(): Promise<string> {
    return this.listen({ type: 'ws', port: 0 })
  }

  /** The HTTP API of the first account, which listens from now on; events stream at `/_events`. */
  get http(): Promise<string> {
    return this.listen({ type: 'http', port: 0 })
  }

  /** Opens a link of an account, once for each specification, and gives its address. @throws LinkError */
  async listen(spec: LinkSpec, self_id = this.#firstBot): Promise<string> {
    const key = `${self_id} ${JSON.stringify(spec)}`
    const opening = this.#opened.get(key) ?? startLinks(this.sandbox, self_id, [spec])
    this.#opened.set(key, opening)
    return (await opening).open[0]?.url ?? ''
  }

  /** How many bots of other processes take the events of an account now. */
  async connected(self_id = this.#firstBot): Promise<number> {
    const links = await Promise.all(this.#opened.values())
    return links.filter((each) => each.self_id === self_id).reduce((sum, each) => sum + each.connected, 0)
  }

  /** Joins a bot to an account in memory; it shares the clock. */
  async attach(bot: BotUnderTest, self_id = this.#firstBot): Promise<void> {
    const [ours, theirs] = memoryLinks()
    const options = { clock: this.clock, self_id }
    this.#linksOf(self_id).attach(ours)
    await (typeof bot === 'function' ? bot(theirs, options) : bot.attach(theirs, options))
    await settle()
  }

  /**
   * A group, by name or number. One that is new has all bots as its members. `bot` is what they are in it: `'admin'`, or
   * `{ 10000: 'owner', 10001: 'admin' }`.
   *
   * @throws TestingError `bad_roles` for two owners
   */
  group(which: string | number, options: { readonly bot?: BotRoles } = {}): GroupRoom {
    return new GroupRoom(this.#stage, this.#stage.population.group(which, options.bot))
  }

  /** Somebody, by nickname or number, in no chat. */
  user(who: string | number, of: Partial<UserSpec> = {}): Actor {
    return new Actor(this.#stage, this.#stage.population.user(who, of), undefined)
  }

  /** A friend of a bot, in their private chat. */
  friend(who: string | number, self_id = this.#firstBot): Actor {
    return this.private(who, self_id).actor
  }

  /** The private chat of a bot and a friend. */
  private(who: string | number, self_id = this.#firstBot): PrivateRoom {
    const user_id = this.#stage.population.user(who)
    this.#stage.population.befriend(self_id, user_id)
    return new PrivateRoom(this.#stage, user_id, self_id)
  }

  /**
   * Plays a transcript that begins in the chat of that name; without one, its first line names the chat: `[读书会]`.
   *
   * @throws TranscriptError, ExpectationMissed
   */
  async play(
    ...args: readonly [chat: string, transcript: string] | readonly [transcript: string]
  ): Promise<void> {
    if (args.length === 1) return play(this.#stage, undefined, args[0])
    const [chat, transcript] = args
    const word = { text: chat, isQuoted: false }
    const found = findChat(this.world, word, this.bots[0]) ?? this.group(chat).chat
    await play(this.#stage, found, transcript)
  }

  /** Plays what `parseTranscript` has read. @throws TranscriptError, ExpectationMissed */
  playSteps(steps: readonly TranscriptStep[], settings: PlaySettings = {}): Promise<void> {
    return playSteps(this.#stage, undefined, steps, settings)
  }

  /** Waits for a call with at least these params, which may hold patterns. @throws ExpectationMissed */
  expectCall(action: string, params: object = {}): Promise<Called> {
    return expectCall(this.#stage, action, params)
  }

  /** Sees that no such call comes, for so many milliseconds. @throws ExpectationMissed */
  expectNoCall(action: string, params: object = {}, forMs = SILENCE_MS): Promise<void> {
    return expectNoCall(this.#stage, action, params, forMs)
  }

  /** Sees that the bots say nothing anywhere that was not expected. @throws ExpectationMissed */
  expectSilence(forMs = SILENCE_MS): Promise<void> {
    return expectSilence(this.#stage, undefined, forMs)
  }

  /** Lets time go by: milliseconds, or `5m`, `1h30m`. On the machine's own clock it waits. */
  async advance(time: number | string): Promise<void> {
    const ms = typeof time === 'number' ? time : readDuration(time)
    if (ms === undefined) throw new TestingError('bad_time', `found ${time}; allowed: ${durationAllowed}`)
    await this.#advance(ms)
  }

  /** Everything that was said and done, as `play` reads it. */
  transcript(options: TranscriptOptions = {}): string {
    return this.#stage.story.transcript({ ...writing(this.#stage), ...options })
  }

  /** Has whom a request waits for answer it: who is asked to be a friend, the owner of the group, who is invited. */
  async answerRequest(flag: string, approve = true): Promise<void> {
    const request = this.world.requests.get(flag)
    if (!request) throw new TestingError('no_such_request', `there is no request ${flag}`)
    const owner = (group_id: number): number | undefined =>
      this.world.groups.get(group_id)?.members.find(({ role }) => role === 'owner')?.user_id
    const asked =
      request.kind === 'friend'
        ? request.target_id
        : request.sub_type === 'add'
          ? owner(request.group_id)
          : request.user_id
    await this.#stage.act(asked ?? 0, { do: 'answer_request', flag, approve })
  }

  /** Lets all that is under way in this process come to rest. */
  settle(): Promise<void> {
    return settle()
  }

  /** Closes every link, and ends every expectation that still waits. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#stage.story.stop()
    const opened = await Promise.allSettled(this.#opened.values())
    const listening = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    await Promise.all([...this.#links.values(), ...listening].map((links) => links.close()))
    await this.#onClose?.()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  get #firstBot(): number {
    const [bot] = this.bots
    if (bot === undefined)
      throw new TestingError('no_bot', 'no account is under test: sandbox({ bot: 10000 })')
    return bot
  }

  #linksOf(self_id: number): AccountLinks {
    if (!this.bots.includes(self_id)) {
      throw new TestingError('no_such_bot', `${self_id} is not under test; there are ${this.bots.join(', ')}`)
    }
    const links = this.#links.get(self_id) ?? new AccountLinks(this.sandbox, self_id)
    this.#links.set(self_id, links)
    return links
  }

  async #advance(ms: number): Promise<void> {
    // What was said just now is heard before time goes by.
    await settle()
    if (this.clock instanceof VirtualClock) return this.clock.advance(ms)
    const { signal } = this.#closing
    if (signal.aborted) return
    await new Promise<void>((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end)
        drop()
        resolve()
      }
      const drop = this.clock.after(ms, end)
      signal.addEventListener('abort', end)
    })
  }
}
