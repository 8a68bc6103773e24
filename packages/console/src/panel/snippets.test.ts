import type { PageAccountInfo } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { snippetsFor } from './snippets.js'

const account = (...urls: PageAccountInfo['urls']): PageAccountInfo => ({
  self_id: 10000,
  connected: 0,
  urls,
})
const namesOf = (info: PageAccountInfo) => snippetsFor(info).map(({ name }) => name)
const textOf = (info: PageAccountInfo, name: string) =>
  snippetsFor(info).find((snippet) => snippet.name === name)?.text

const ws = account({ type: 'ws', url: 'ws://127.0.0.1:3001', token: 'se"cret' })

describe('settings to paste', () => {
  it('are there for every kind of bot that dials', () => {
    expect(namesOf(ws)).toEqual(['Rookery', 'NoneBot', 'Koishi', 'Python'])
    expect(textOf(ws, 'Rookery')).toContain(
      String.raw`bot.connect("ws://127.0.0.1:3001", { token: "se\"cret" })`,
    )
    expect(textOf(ws, 'NoneBot')).toContain('ONEBOT_WS_URLS=["ws://127.0.0.1:3001"]')
    expect(textOf(ws, 'Koishi')).toContain('    endpoint: ws://127.0.0.1:3001\n')
    expect(textOf(ws, 'Python')).toContain(String.raw`HEADERS = {"Authorization": "Bearer se\"cret"}`)
  })

  it('say where to listen to bots that are dialled', () => {
    const info = account({ type: 'ws-reverse', url: 'ws://127.0.0.1:8080/onebot/v11/ws' })
    expect(namesOf(info)).toEqual(['Rookery', 'NoneBot', 'Koishi'])
    expect(textOf(info, 'NoneBot')).toBe('DRIVER=~fastapi\nHOST=127.0.0.1\nPORT=8080')
    expect(textOf(info, 'Koishi')).toContain('    path: /onebot/v11/ws')
  })

  it('are none where there is no link', () => {
    expect(snippetsFor(account())).toEqual([])
  })
})
