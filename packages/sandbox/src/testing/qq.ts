import { type Clock, memoryLinks } from '@rookery/transport'
import type { Deed } from '../deeds/deeds.js'
import type { Faults } from '../faults/faults.js'
import { AccountLinks, startLinks } from '../links/account-links.js'
import type { Sandbox } from '../sandbox.js'
import { readTranscriptDuration, transcriptDurationAllowed } from '../transcript/durations.js'
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
import type { TestStage } from './stage.js'
import { type Called, TestStory } from './story.js'
import { settle } from './until.js'

/** Settings of a `QQ`. */
export interface QQSettings {
  readonly bots: readonly number[]
  readonly timeoutMs: number
  /** Closes further resources along with the links. */
  readonly onClose?: () => Promise<void>
}

/** A simulated QQ in a test. */
export class QQ implements AsyncDisposable {
  readonly sandbox: Sandbox
  /** The accounts under test. */
  readonly bots: readonly number[]
  readonly #stage: TestStage
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
      story: new TestStory(sandbox, new Set(bots)),
      population: new Population(sandbox, bots),
      act: async (by: number, deed: Deed) => sandbox.act(by, deed),
      advance: (ms) => this.#advance(ms),
    }
  }

  get clock(): Clock {
    return this.sandbox.clock
  }

  /** The current world. */
  get world(): World {
    return this.sandbox.world
  }

  /** Faults on the links of the accounts. */
  get faults(): Faults {
    return this.sandbox.faults
  }

  /** Calls of the bots so far. */
  get calls(): readonly Called[] {
    return this.#stage.story.calls
  }

  /** URL of the first account for a bot in another process: a WebSocket that starts listening on first use. */
  get url(): Promise<string> {
    return this.listen({ type: 'ws', port: 0 })
  }

  /** URL of the first account's HTTP API, which starts listening on first use; events stream at `/_events`. */
  get http(): Promise<string> {
    return this.listen({ type: 'http', port: 0 })
  }

  /** Opens a link of an account, once per specification, and returns its address. @throws LinkError */
  async listen(spec: LinkSpec, self_id = this.#firstBot): Promise<string> {
    const key = `${self_id} ${JSON.stringify(spec)}`
    const opening = this.#opened.get(key) ?? startLinks(this.sandbox, self_id, [spec])
    this.#opened.set(key, opening)
    return (await opening).open[0]?.url ?? ''
  }

  /** Number of bots in other processes that receive the events of an account now. */
  async connected(self_id = this.#firstBot): Promise<number> {
    const links = await Promise.all(this.#opened.values())
    return links.filter((each) => each.self_id === self_id).reduce((sum, each) => sum + each.connected, 0)
  }

  /** Attaches a bot to an account in memory; it shares the clock. */
  async attach(bot: BotUnderTest, self_id = this.#firstBot): Promise<void> {
    const [ours, theirs] = memoryLinks()
    const options = { clock: this.clock, self_id }
    this.#linksOf(self_id).attach(ours)
    await (typeof bot === 'function' ? bot(theirs, options) : bot.attach(theirs, options))
    await settle()
  }

  /**
   * A group, by name or number. A new one has all bots as members. `bot` sets their roles: `'admin'`, or
   * `{ 10000: 'owner', 10001: 'admin' }`.
   *
   * @throws TestingError `bad_roles` for two owners
   */
  group(which: string | number, options: { readonly bot?: BotRoles } = {}): GroupRoom {
    return new GroupRoom(this.#stage, this.#stage.population.group(which, options.bot))
  }

  /** A person by nickname or number, outside of any chat. */
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
   * Plays a transcript that begins in the named chat; without a name, its first line names the chat: `[读书会]`.
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

  /** Plays parsed steps. @throws TranscriptError, ExpectationMissed */
  playSteps(steps: readonly TranscriptStep[], settings: PlaySettings = {}): Promise<void> {
    return playSteps(this.#stage, undefined, steps, settings)
  }

  /** Waits for a call with at least these params, which may hold patterns. @throws ExpectationMissed */
  expectCall(action: string, params: object = {}): Promise<Called> {
    return expectCall(this.#stage, action, params)
  }

  /** Checks that no such call arrives within `forMs`. @throws ExpectationMissed */
  expectNoCall(action: string, params: object = {}, forMs = SILENCE_MS): Promise<void> {
    return expectNoCall(this.#stage, action, params, forMs)
  }

  /** Checks that the bots send no unexpected message in any chat. @throws ExpectationMissed */
  expectSilence(forMs = SILENCE_MS): Promise<void> {
    return expectSilence(this.#stage, undefined, forMs)
  }

  /** Advances the clock by milliseconds, or by `5m`, `1h30m`. On the machine's clock it waits. */
  async advance(time: number | string): Promise<void> {
    const ms = typeof time === 'number' ? time : readTranscriptDuration(time)
    if (ms === undefined)
      throw new TestingError('bad_time', `found ${time}; allowed: ${transcriptDurationAllowed}`)
    await this.#advance(ms)
  }

  /** The transcript of everything that happened, which `play` can read. */
  transcript(options: TranscriptOptions = {}): string {
    return this.#stage.story.transcript({ ...writing(this.#stage), ...options })
  }

  /**
   * Answers a request on behalf of the person asked: the future friend, the owner of the group, or the invited user.
   */
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

  /** Waits until all work in progress in this process has come to rest. */
  settle(): Promise<void> {
    return settle()
  }

  /** Closes every link, and aborts pending expectations. */
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
    // Messages sent just now are processed before time passes.
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
