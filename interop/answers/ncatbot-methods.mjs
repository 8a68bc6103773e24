import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import {
  AMR,
  asked,
  BOT,
  FRIEND,
  GROUP,
  MEMBER,
  OTHER_GROUP,
  openStage,
  PNG,
  TOKEN,
  withAlbum,
} from './stage.mjs'

const script = fileURLToPath(new URL('../bots/ncatbot_methods.py', import.meta.url))

/** Calls every method of NcatBot against a sandbox like NapCat, and tells each call with its reply, and each method that failed. */
export async function callNcatBotMethods(python, cwd) {
  const stage = await openStage('napcat')
  try {
    const ids = { group: GROUP, other_group: OTHER_GROUP, friend: FRIEND, member: MEMBER, png: PNG, amr: AMR }
    ids.album = withAlbum(stage.sandbox)
    ids.joining = await asked(stage.sandbox, { do: 'request_join', group_id: GROUP })
    ids.befriending = await asked(stage.sandbox, { do: 'request_friend', user_id: BOT })
    const env = { ...process.env, URL: stage.url, TOKEN, IDS: JSON.stringify(ids), PYTHONUTF8: '1' }
    return await linesOf(spawn(python, [script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }))
  } finally {
    await stage.close()
  }
}

/** The JSON lines that a program prints; what else it says matters only if it fails. */
async function linesOf(child) {
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text
  })
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  const lines = out.split('\n').filter((line) => line.startsWith('{'))
  return { code, err: err.slice(-2000), lines: lines.map((line) => JSON.parse(line)) }
}
