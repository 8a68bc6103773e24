import type { FaultRule, PageBot } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { emptyState } from '../live/page-state.js'
import { sayIn } from '../words/words.js'
import { faultText } from './fault-text.js'
import { troublesOf } from './troubles-of.js'

const member = (user_id: number) =>
  ({ user_id, role: 'member', card: '', title: '', muted_until: 0 }) as const

/** Two accounts, 1 and 2; 1 is in the group 9, and a friend of 5. */
const state = (offline: readonly number[], faults: readonly FaultRule[] = []) => ({
  ...emptyState,
  accounts: new Map([1, 2].map((self_id) => [self_id, { self_id, online: !offline.includes(self_id) }])),
  groups: new Map([
    [
      9,
      {
        group_id: 9,
        group_name: '',
        whole_ban: false,
        essence: new Set<number>(),
        files: [],
        folders: [],
        notices: [],
        members: new Map([1, 5].map((id) => [id, member(id)])),
      },
    ],
  ]),
  faults,
})

describe('why nobody answers in a chat', () => {
  it.each(['group:9', 'private:1:5'])('in %s: the account that is offline, not another one', (chat) => {
    expect(troublesOf(state([1]), chat)).toEqual([{ is: 'offline', self_id: 1 }])
    expect(troublesOf(state([2]), chat)).toEqual([])
  })

  it.each(['group:9', 'private:1:5'])('in %s: the faults of that account, and of all', (chat) => {
    const [own, all, other]: FaultRule[] = [
      { self_id: 1, what: { is: 'drop' } },
      { what: { is: 'offline' } },
      { self_id: 2, what: { is: 'drop' } },
    ]
    const faults = [own, all, other].filter((each) => each !== undefined)
    expect(troublesOf(state([], faults), chat)).toEqual([
      { is: 'fault', fault: own },
      { is: 'fault', fault: all },
    ])
  })

  it.each<PageBot>([
    { is: 'crashed', text: 'Error: no', frames: [] },
    { is: 'ended', how: 'ended with exit code 1', lines: '' },
  ])('names the bot that does not run, before all else: %j', (bot) => {
    const known = { ...state([1]), info: { accounts: [], bot } }
    expect(troublesOf(known, 'group:9')).toEqual([
      { is: 'bot', bot },
      { is: 'offline', self_id: 1 },
    ])
    expect(troublesOf(known, 'private:5:6')).toEqual([])
  })

  it('says nothing where no account hears anything', () => {
    expect(troublesOf(state([1, 2], [{ what: { is: 'drop' } }]), 'private:5:6')).toEqual([])
  })
})

describe('a fault in words', () => {
  it.each<[FaultRule, string, string]>([
    [{ what: { is: 'offline' } }, 'Account offline', '账号离线'],
    [{ what: { is: 'delay', delayMs: 2000 } }, 'Delay by 2 s', '延迟 2 秒'],
    [{ what: { is: 'drop' }, times: 3 }, 'Drop · at most 3 times', '丢弃 · 最多 3 次'],
    [{ what: { is: 'duplicate' }, event: 'notice' }, 'Duplicate · events: notice', '重复 · 事件：notice'],
    [{ what: { is: 'disconnect' }, link: 'ws' }, 'Disconnect · link: ws', '断开连接 · 连接：ws'],
    [{ what: { is: 'disconnect', when: 'after' } }, 'Disconnect after the call', '执行调用后断开连接'],
    [{ what: { is: 'half_open' } }, 'Half open (silent)', '半开（不再响应）'],
    [{ what: { is: 'rate_limit' }, self_id: 1 }, 'Rate limit · 小企', '频率限制 · 小企'],
    [{ what: { is: 'late', answerAfterMs: 5000 } }, 'Answer 5 s late', '响应晚 5 秒'],
    [
      { what: { is: 'fail', retcode: 1200, reason: 'no' }, action: 'send_*', probability: 0.5 },
      'Fail with 1200: no · calls: send_* · probability 50 %',
      '失败 1200：no · 调用：send_* · 概率 50%',
    ],
  ])('%j', (rule, en, zh) => {
    expect(faultText(rule, sayIn('en'), () => '小企')).toBe(en)
    expect(faultText(rule, sayIn('zh'), () => '小企')).toBe(zh)
  })
})
