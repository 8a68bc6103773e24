import type { EventRow, LogLine } from '@rookery/admin'
import type { HubState } from '@rookery/hub'
import { hubState } from './hub-state.js'

const HACK = 'window.hacked=1'

/** Texts that would run `window.hacked=1` wherever they were taken for code. */
export const PAYLOADS: readonly string[] = [
  `<script>${HACK}</script>`,
  `<img src=x onerror=${HACK}>`,
  `"><img src=x onerror=${HACK}>`,
  `'><svg/onload=${HACK}>`,
  `<svg><script>${HACK}</script></svg>`,
  `<iframe srcdoc="<script>parent.${HACK}</script>"></iframe>`,
  `<iframe src="javascript:parent.${HACK}"></iframe>`,
  `javascript:${HACK}`,
  `JaVaScRiPt:${HACK}//http://x`,
  ` javascript:${HACK}`,
  `data:text/html,<script>opener.${HACK}</script>`,
  `<a href="javascript:${HACK}" autofocus onfocus=${HACK}>x</a>`,
  `<details open ontoggle=${HACK}>`,
  `<math><mtext></p><img src=x onerror=${HACK}>`,
  `<body onload=${HACK}>`,
  `<input autofocus onfocus=${HACK}>`,
  `<style>@import 'javascript:${HACK}'</style>`,
  `\u202e<script>${HACK}</script>\u2066`,
  `{{constructor.constructor('${HACK}')()}}`,
  `\${${HACK}}`,
]

/** A state in which each name, address, link and sentence is the text. */
export function stateOf(text: string): HubState {
  const state = hubState()
  return {
    ...state,
    accounts: state.accounts.map((each) => ({
      ...each,
      nickname: text,
      webui: text,
      implementation: { name: text, version: text },
    })),
    clients: state.clients.map((each) => ({
      ...each,
      name: text,
      filter: text,
      connections: each.connections.map((one) => ({ ...one, program: text, address: text, role: text })),
    })),
    upstreams: state.upstreams.map((each) => ({
      ...each,
      name: text,
      address: text,
      failure: text,
      webui: text,
    })),
    problems: state.problems.map((each) => ({
      ...each,
      text,
      advice: text,
      fields: { account: text, client: text, upstream: text, webui: text, reason: text },
    })),
  }
}

/** A message of which names, texts and links are the text, with segments of many types. */
export function messageOf(text: string, seq: number): EventRow {
  const data = { text, url: text, file: text, title: text, name: text, qq: text, id: text, summary: text }
  const types = [
    'text',
    'image',
    'record',
    'video',
    'file',
    'share',
    'json',
    'face',
    'at',
    'forward',
    'reply',
    text,
  ]
  const event = {
    time: 1_700_000_000 + seq,
    self_id: 10001,
    post_type: 'message',
    message_type: 'group',
    sub_type: text,
    message_id: seq,
    group_id: 30001,
    group_name: text,
    user_id: 20001 + seq,
    sender: { nickname: text, card: text },
    message: types.map((type) => ({ type, data })),
    raw_message: text,
  }
  return { kind: 'event', seq, at: Date.now(), account: '10001', id: text, event, bytes: 1, late: false }
}

/** A line of the log that is the text. */
export const lineOf = (text: string, seq: number): LogLine => ({
  seq,
  at: Date.now(),
  level: 'warn',
  text,
  fields: { [text]: text, why: { deep: text } },
})
