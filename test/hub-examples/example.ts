import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HubOptions } from '@rookery/hub'
import { type Called, type QQ, sandbox } from '@rookery/sandbox/testing'
import { parseHubConfig } from 'rookery'
import { expect } from 'vitest'
import type { Kept } from '../../packages/hub/src/history/kept-store.fixture.js'
import { Stage, type TestClient } from '../../packages/hub/src/hub.fixture.js'

export const directory = fileURLToPath(new URL('../../examples/hub/', import.meta.url))
/** Numbers of the accounts behind the upstreams, in their order. */
const FIRST_ACCOUNT = 10001

/** Names of the configs in `examples/hub`. */
export const exampleFiles = (): string[] => readdirSync(directory).filter((name) => name.endsWith('.yml'))

export const exampleText = (file: string): string => readFileSync(`${directory}${file}`, 'utf8')

/** A value for each variable that a config reads. */
export function environmentOf(text: string, given: Readonly<Record<string, string>> = {}) {
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
  return { ...Object.fromEntries(names.map((name) => [name, `${name.toLowerCase()}-of-a-test`])), ...given }
}

export interface ExampleSettings {
  /** Values of variables that cannot be any text, such as addresses. */
  readonly env?: Readonly<Record<string, string>>
  /** What outlives the hub. */
  readonly kept?: Kept
}

/** A hub as a config of `examples/hub` has it, with an account of a simulated QQ behind each of its upstreams. */
export class Example implements AsyncDisposable {
  readonly stage = new Stage()
  readonly qq: QQ
  readonly #options: HubOptions

  static async start(file: string, { env, kept }: ExampleSettings = {}): Promise<Example> {
    const text = exampleText(file)
    const options = parseHubConfig(text, { file, directory, env: environmentOf(text, env) })
    const bot = options.upstreams.map((_, index) => FIRST_ACCOUNT + index)
    const example = new Example(options, await sandbox({ bot, timeoutMs: 5_000 }))
    example.stage.undo(() => example.qq.close())
    if (kept) example.stage.kept = kept
    await example.startHub()
    return example
  }

  constructor(options: HubOptions, qq: QQ) {
    this.#options = options
    this.qq = qq
  }

  /** Starts the hub, or starts it again after it was closed, and waits for its accounts. */
  async startHub(): Promise<void> {
    const { stage, qq } = this
    const upstreams = await Promise.all(
      this.#options.upstreams.map(async (each, index) => {
        const { token = '' } = each as { readonly token?: string }
        const url = await qq.listen({ type: 'ws', port: 0, token }, qq.bots[index])
        return { ...each, url } as HubOptions['upstreams'][number]
      }),
    )
    const listen = { ...this.#options.listen, port: 0 }
    await stage.start([], { ...this.#options, listen, upstreams })
    const online = () => stage.hub.accounts().filter((account) => account.online).length
    await expect.poll(online).toBe(qq.bots.length)
  }

  /** Connects an application by the token of its entry. */
  as(name: string, query = ''): Promise<TestClient> {
    const { token = '' } = (this.#options.clients.find((each) => each.name === name) ?? {}) as {
      readonly token?: string
    }
    return this.withToken(token, query)
  }

  withToken(token: string, query = ''): Promise<TestClient> {
    return this.stage.opened(query, { Authorization: `Bearer ${token}` })
  }

  /** Calls of an action that reached the simulated QQ. */
  called(action: string): readonly Called[] {
    return this.qq.calls.filter((each) => each.action === action)
  }

  /** Waits until the hub knows whether an account is online. */
  async isOnline(selfId: number, online: boolean): Promise<void> {
    const account = () => this.stage.hub.accounts().find(({ self_id }) => self_id === String(selfId))
    await expect.poll(() => account()?.online).toBe(online)
  }

  /** Waits until an application that left is known to be gone. */
  async leaves(client: TestClient): Promise<void> {
    const gone = () => this.stage.log.filter(({ text }) => text === 'client disconnected').length
    const before = gone()
    client.ws.terminate()
    await expect.poll(gone).toBe(before + 1)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stage.close()
  }
}

/** Makes a call without waiting for its reply. */
export const send = (client: TestClient, action: string, params: object, echo: unknown): void =>
  client.ws.send(JSON.stringify({ action, params, echo }))

/** Replies that a client got, in order. */
export const repliesOf = ({ frames }: TestClient) => frames.filter(({ retcode }) => retcode !== undefined)

/** What people said, as a client heard it. */
export const heardBy = ({ events }: TestClient): unknown[] =>
  events.filter(({ post_type }) => post_type === 'message').map(({ raw_message }) => raw_message)
